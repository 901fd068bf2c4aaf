import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { z } from 'zod';
import { queueTab } from '#contract/desk/queue.ts';
import { queueFilters } from '#contract/desk/queue-filters.ts';
import { Desk, DeskPending } from './desk.tsx';
import { sessionOffline } from './lib/offline/read-kept.ts';
import { parseQuery, writeQuery } from './lib/query-string.ts';
import { NothingSelected } from './nothing-selected.tsx';
import { PageError, PageMissing } from './page-problem.tsx';
import { paths } from './paths.ts';
import { sessionQueries } from './session/queries.ts';
import { Workspace } from './workspace.tsx';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  errorComponent: PageError,
  notFoundComponent: PageMissing,
});

/** Only an address of this desk is a place to return to: `//elsewhere.example` is not. */
const returnPath = z
  .string()
  .regex(/^\/(?![/\\])/)
  .optional()
  .catch(undefined);

const signIn = createRoute({
  getParentRoute: () => root,
  path: paths.signIn,
  validateSearch: z.object({ from: returnPath }),
  beforeLoad: async ({ context }) => {
    const welcome = await context.queryClient.ensureQueryData(sessionQueries.welcome()).catch(() => null);
    if (welcome?.needs_setup) throw redirect({ to: paths.setup });
  },
  component: lazyRouteComponent(() => import('./front-pages.tsx'), 'SignIn'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: paths.setup,
  beforeLoad: async ({ context }) => {
    const welcome = await context.queryClient.ensureQueryData(sessionQueries.welcome());
    if (!welcome.needs_setup) throw redirect({ to: paths.signIn });
  },
  component: lazyRouteComponent(() => import('./front-pages.tsx'), 'Setup'),
});

const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: async ({ context: { queryClient }, location }) => {
    const { queryKey } = sessionQueries.current();
    if (queryClient.getQueryData(queryKey)) return;
    const welcome = await queryClient
      .fetchQuery(sessionQueries.welcome())
      .catch(async (error: unknown) => ({ session: await sessionOffline(error) }));
    if (!welcome.session) throw redirect({ to: paths.signIn, search: { from: location.href } });
    queryClient.setQueryData(queryKey, welcome.session);
  },
  component: Desk,
  pendingComponent: DeskPending,
  pendingMs: 200,
  pendingMinMs: 0,
});

const home = createRoute({
  getParentRoute: () => desk,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: paths.queue, params: { tab: 'review' }, replace: true });
  },
});

const place = queueFilters.extend({
  search: z.string().max(200).optional().catch(undefined),
  queue: queueTab.optional().catch(undefined),
});

/** The list on the left stays as it is while the pane beside it changes. */
const workspace = createRoute({
  getParentRoute: () => desk,
  id: 'workspace',
  validateSearch: place,
  component: Workspace,
});

const queue = createRoute({
  getParentRoute: () => workspace,
  path: paths.queue,
  params: {
    parse: ({ tab }) => {
      const known = queueTab.safeParse(tab);
      if (!known.success) throw notFound();
      return { tab: known.data };
    },
    stringify: ({ tab }) => ({ tab }),
  },
  component: NothingSelected,
});

const conversations = createRoute({
  getParentRoute: () => workspace,
  path: paths.conversations,
  component: NothingSelected,
});

const conversation = createRoute({
  getParentRoute: () => workspace,
  path: paths.conversation,
  component: lazyRouteComponent(() => import('./conversation-page.tsx'), 'ConversationPage'),
});

const signatures = createRoute({
  getParentRoute: () => desk,
  path: paths.signatures,
  component: lazyRouteComponent(() => import('./signatures-page.tsx'), 'SignaturesPage'),
});

const keyboard = createRoute({
  getParentRoute: () => desk,
  path: paths.keyboard,
  component: lazyRouteComponent(() => import('./keyboard-page.tsx'), 'KeyboardPage'),
});

const policy = createRoute({
  getParentRoute: () => desk,
  path: paths.policy,
  component: lazyRouteComponent(() => import('./policy-page.tsx'), 'PolicyPage'),
});

const word = z.string().max(200).optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);

const activity = createRoute({
  getParentRoute: () => desk,
  path: paths.activity,
  validateSearch: z.object({ actor: word, kind: word, from: day, to: day }),
  component: lazyRouteComponent(() => import('./activity-page.tsx'), 'ActivityPage'),
});

const routeTree = root.addChildren([
  signIn,
  setup,
  desk.addChildren([
    home,
    workspace.addChildren([queue, conversations, conversation]),
    signatures,
    policy,
    keyboard,
    activity,
  ]),
]);

export function createDeskRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: PageMissing,
    parseSearch: parseQuery,
    stringifySearch: writeQuery,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDeskRouter>;
  }
}
