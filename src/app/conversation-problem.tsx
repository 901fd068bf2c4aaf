import { Link, useSearch } from '@tanstack/react-router';
import { CloudAlert, SearchX } from 'lucide-react';
import { ApiError, detailOf } from './lib/http.ts';
import { paths } from './paths.ts';
import { Button, buttonClass } from './ui/button.tsx';
import { EmptyState } from './ui/empty-state.tsx';
import { Skeleton } from './ui/skeleton.tsx';

export function BackLink({ className, children }: { className: string; children: React.ReactNode }) {
  const { queue, ...place } = useSearch({ strict: false });
  return queue === undefined ? (
    <Link to={paths.conversations} search={place} className={className}>
      {children}
    </Link>
  ) : (
    <Link to={paths.queue} params={{ tab: queue }} search={place} className={className}>
      {children}
    </Link>
  );
}

export function ConversationProblem({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const missing = error instanceof ApiError && error.status === 404;
  return (
    <div className="flex h-full items-center justify-center">
      <EmptyState
        role="alert"
        heading="h1"
        icon={missing ? SearchX : CloudAlert}
        title={missing ? 'This conversation does not exist here' : 'The conversation did not open'}
        action={
          missing ? (
            <BackLink className={buttonClass('secondary')}>Back to the list</BackLink>
          ) : (
            <Button onClick={onRetry}>Retry</Button>
          )
        }
      >
        {missing ? 'It may belong to another organisation, or its address is mistyped.' : detailOf(error)}
      </EmptyState>
    </div>
  );
}

export function LoadingHeader() {
  return (
    <div className="flex min-h-16 shrink-0 items-center gap-3 border-b border-line px-4 wide:px-6">
      <Skeleton className="size-9 rounded-full!" />
      <div className="flex flex-col gap-2">
        <Skeleton className="h-3 w-44" />
        <Skeleton className="h-2.5 w-64" />
      </div>
    </div>
  );
}
