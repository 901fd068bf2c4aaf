import { useQuery } from '@tanstack/react-query';
import {
  Link,
  Outlet,
  useLocation,
  useMatchRoute,
  useParams,
  useRouter,
  useSearch,
} from '@tanstack/react-router';
import { Activity, Inbox, type LucideIcon, MessagesSquare } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useCallback, useSyncExternalStore } from 'react';
import { DeskCommands } from './desk-commands.tsx';
import { DeskDialogs } from './desk-dialogs.tsx';
import { focusRow } from './lib/commands/rows.ts';
import { useKeyboard } from './lib/commands/use-keyboard.ts';
import { keptOffers } from './lib/kept-offers.ts';
import { toasts } from './lib/load-toasts.ts';
import { forgetWhatWasRead } from './lib/offline/read-kept.ts';
import { sessionEnd } from './lib/session-end.ts';
import { LiveStatus } from './live/live-status.tsx';
import { useLive } from './live/use-live.ts';
import { NewsBell } from './news/news-bell.tsx';
import { useDesktopNews } from './news/use-desktop-news.ts';
import { OfflineWhenLoaded } from './offline-when-loaded.tsx';
import { paths } from './paths.ts';
import { AccountMenu } from './session/account-menu.tsx';
import { sessionQueries } from './session/queries.ts';
import { Logo } from './ui/logo.tsx';
import { Skeleton } from './ui/skeleton.tsx';

const Toaster = lazy(async () => ({ default: (await import('./ui/toaster.tsx')).Toaster }));

const railLink =
  'inline-flex h-11 min-w-11 items-center justify-center gap-2 rounded-[10px] text-[13px] font-medium border border-transparent text-second transition-colors duration-150 hover:text-ink aria-[current]:border-line aria-[current]:bg-raised aria-[current]:text-ink aria-[current]:shadow-float max-wide:flex-auto max-wide:flex-col max-wide:gap-0 max-wide:text-[11.5px] max-wide:leading-4 wide:size-[38px] wide:min-w-0';

function RailIcon({ icon: Icon }: { icon: LucideIcon }) {
  return <Icon aria-hidden className="size-[18px]" strokeWidth={1.75} />;
}

interface RailProps {
  children: ReactNode;
  reading: boolean;
  /** Whether this person leads others. */
  leads: boolean;
}

function Rail({ children, reading, leads }: RailProps) {
  const matches = useMatchRoute();
  const { queue } = useSearch({ strict: false });
  const inSettings = useLocation({ select: ({ pathname }) => pathname.startsWith('/settings/') });
  const inActivity = Boolean(matches({ to: paths.activity }));
  const elsewhere = inSettings || inActivity;
  const inReplies = !elsewhere && (Boolean(matches({ to: paths.queue })) || queue !== undefined);
  return (
    <nav
      aria-label="Desk"
      className={`${reading ? 'max-wide:hidden' : ''} flex shrink-0 items-center gap-2 border-line bg-canvas px-3 py-1 max-wide:order-last max-wide:border-t max-wide:pb-[max(4px,env(safe-area-inset-bottom))] wide:w-14 wide:flex-col wide:border-r wide:px-0 wide:py-3.5`}
    >
      <span className="mb-2 max-wide:hidden">
        <Logo size={30} />
      </span>
      <Link
        to={paths.queue}
        params={{ tab: 'review' }}
        aria-label="Replies"
        data-tip="Replies"
        activeOptions={{ exact: true }}
        aria-current={inReplies ? 'page' : undefined}
        className={railLink}
      >
        <RailIcon icon={Inbox} />
        <span className="wide:hidden">Replies</span>
      </Link>
      <Link
        to={paths.conversations}
        aria-label="Conversations"
        data-tip="Conversations"
        activeOptions={{ exact: true }}
        aria-current={inReplies || elsewhere ? undefined : 'page'}
        className={railLink}
      >
        <RailIcon icon={MessagesSquare} />
        <span className="wide:hidden">Conversations</span>
      </Link>
      {leads ? (
        <Link
          to={paths.activity}
          aria-label="Activity"
          data-tip="Activity"
          activeOptions={{ exact: true, includeSearch: false }}
          className={railLink}
        >
          <RailIcon icon={Activity} />
          <span className="wide:hidden">Activity</span>
        </Link>
      ) : null}
      <div className="flex items-center gap-2 wide:mt-auto wide:flex-col">{children}</div>
    </nav>
  );
}

/** Stands in until the desk knows who is there. */
export function DeskPending() {
  return (
    <div role="status" aria-label="Opening the desk" className="flex h-full flex-col wide:flex-row">
      <div className="shrink-0 border-line bg-canvas max-wide:order-last max-wide:h-13 max-wide:border-t wide:w-14 wide:border-r" />
      <div className="flex min-h-0 w-full flex-1 flex-col gap-5 border-line bg-sunken p-4 wide:w-[332px] wide:flex-none wide:border-r full:w-[348px]">
        <Skeleton className="h-4 w-24" />
        {['w-2/3', 'w-1/2', 'w-3/5', 'w-2/5'].map((width) => (
          <div key={width} className="flex flex-col gap-2">
            <Skeleton className={`h-3 ${width}`} />
            <Skeleton className="h-2.5 w-full" />
          </div>
        ))}
      </div>
      <div className="flex-1 bg-surface max-wide:hidden" />
    </div>
  );
}

export function Desk() {
  const session = useQuery(sessionQueries.current()).data;
  const toastsWanted = useSyncExternalStore(toasts.subscribe, toasts.areWanted);
  const reading = useParams({ strict: false }).conversationId !== undefined;
  const router = useRouter();
  const openNews = useCallback(
    (conversationId: string | null) => {
      if (conversationId !== null)
        void router.navigate({ to: paths.conversation, params: { conversationId } });
    },
    [router],
  );
  const isPaused = useLive(session, useDesktopNews(session, openNews));
  // What one person saw is gone before the next one signs in; what they wrote stays in the journal, under their name.
  const leave = async () => {
    sessionEnd.leave();
    keptOffers.forget();
    await forgetWhatWasRead();
    location.assign(paths.signIn);
  };
  useKeyboard(session?.person.person_id, (field) => {
    field.blur();
    focusRow();
  });
  if (session === undefined) return null;
  return (
    <div className="flex h-full flex-col">
      <DeskCommands personId={session.person.person_id} />
      <DeskDialogs />
      <OfflineWhenLoaded session={session} />
      <div className="flex min-h-0 flex-1 flex-col wide:flex-row">
        <Rail reading={reading} leads={session.person.role !== 'rep'}>
          <LiveStatus isPaused={isPaused} />
          <NewsBell />
          <AccountMenu session={session} onSignedOut={leave} />
        </Rail>
        <div className="min-h-0 min-w-0 flex-1">
          <Outlet />
        </div>
      </div>
      {toastsWanted ? (
        <Suspense fallback={null}>
          <Toaster />
        </Suspense>
      ) : null}
    </div>
  );
}
