import { useQuery } from '@tanstack/react-query';
import { CloudAlert } from 'lucide-react';
import { detailOf } from '../lib/http.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { NoticeAction } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ApprovalSection } from './approval-section.tsx';
import { ChecksSection } from './checks-section.tsx';
import { PolicyForm } from './policy-form.tsx';
import { settingsQueries } from './queries.ts';

/** What the organisation demands of replies: for administrators to change, for others to read. */
export function PolicySettings({ personId, mayChange }: { personId: string; mayChange: boolean }) {
  const { data, error, refetch } = useQuery(settingsQueries.policy());
  if (data === undefined) {
    return error ? (
      <EmptyState
        role="alert"
        icon={CloudAlert}
        title="The policy did not load"
        action={<Button onClick={() => refetch()}>Retry</Button>}
      >
        {detailOf(error)}
      </EmptyState>
    ) : (
      <div role="status" aria-label="Loading the policy" className="flex flex-col gap-4">
        <Skeleton className="h-3 w-40" />
        <Skeleton className="h-36 w-full rounded-[14px]!" />
        <Skeleton className="h-72 w-full rounded-[14px]!" />
      </div>
    );
  }
  return (
    <>
      {error ? (
        <p role="status" className="text-[12.5px] text-second">
          This page may be out of date. <NoticeAction onClick={() => refetch()}>Retry</NoticeAction>
        </p>
      ) : null}
      {mayChange ? (
        <PolicyForm saved={data} copyKey={personId} />
      ) : (
        <>
          <ApprovalSection approval={data.approval} />
          <ChecksSection checks={data.checks} />
        </>
      )}
    </>
  );
}
