import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useMatchRoute, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { Inbox, type LucideIcon, MessagesSquare } from 'lucide-react';
import type { ReactNode } from 'react';
import { paths } from './paths.ts';
import { AccountMenu } from './session/account-menu.tsx';
import { sessionQueries } from './session/queries.ts';
import { Logo } from './ui/logo.tsx';
import { Skeleton } from './ui/skeleton.tsx';

const railLink =
  'inline-flex h-11 min-w-11 items-center justify-center gap-2 rounded-[10px] text-[13px] font-medium border border-transparent text-second transition-colors duration-150 hover:text-ink aria-[current]:border-line aria-[current]:bg-surface aria-[current]:text-ink aria-[current]:shadow-float max-wide:flex-1 wide:size-[38px] wide:min-w-0';

function RailIcon({ icon: Icon }: { icon: LucideIcon }) {
  return <Icon aria-hidden className="size-[18px]" strokeWidth={1.75} />;
}

function Rail({ children, reading }: { children: ReactNode; reading: boolean }) {
  const matches = useMatchRoute();
  const { queue } = useSearch({ strict: false });
  const inReplies = Boolean(matches({ to: paths.queue })) || queue !== undefined;
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
        aria-current={inReplies ? undefined : 'page'}
        className={railLink}
      >
        <RailIcon icon={MessagesSquare} />
        <span className="wide:hidden">Conversations</span>
      </Link>
      <div className="wide:mt-auto">{children}</div>
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
  const reading = useParams({ strict: false }).conversationId !== undefined;
  const router = useRouter();
  const client = useQueryClient();
  // What one person saw is gone before the next one signs in; unsaved work stays, under its writer's name.
  const leave = async () => {
    await router.navigate({ to: paths.signIn });
    client.clear();
  };
  if (session === undefined) return null;
  return (
    <div className="flex h-full flex-col wide:flex-row">
      <Rail reading={reading}>
        <AccountMenu session={session} onSignedOut={leave} />
      </Rail>
      <div className="min-h-0 min-w-0 flex-1">
        <Outlet />
      </div>
    </div>
  );
}
