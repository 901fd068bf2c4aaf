import { useQuery } from '@tanstack/react-query';
import { CloudAlert } from 'lucide-react';
import type { Person } from '#contract/desk/session.ts';
import { detailOf } from '../lib/http.ts';
import { signaturesQuery } from '../lib/signatures-query.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { NoticeAction } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { SignatureForm } from './signature-form.tsx';
import { SignaturePreview } from './signature-preview.tsx';
import { SignatureSection } from './signature-section.tsx';

const OURS = 'Organisation signature';

/** The signatures that a person can put under replies, as far as they may change them. */
export function Signatures({ person: { person_id, role } }: { person: Person }) {
  const { data, error, refetch } = useQuery(signaturesQuery());
  if (data === undefined) {
    return error ? (
      <EmptyState
        role="alert"
        icon={CloudAlert}
        title="The signatures did not load"
        action={<Button onClick={() => refetch()}>Retry</Button>}
      >
        {detailOf(error)}
      </EmptyState>
    ) : (
      <Loading />
    );
  }
  return (
    <div className="flex flex-col gap-8">
      {error ? (
        <p role="status" className="text-[12.5px] text-second">
          This page may be out of date. <NoticeAction onClick={() => refetch()}>Retry</NoticeAction>
        </p>
      ) : null}
      <SignatureForm
        whose="personal"
        name="My signature"
        hint="Yours alone."
        placeholder="Your name, what you do, how to reach you"
        saved={data.personal}
        copyKey={`${person_id} personal`}
      />
      {role !== 'rep' ? (
        <SignatureForm
          whose="organization"
          name={OURS}
          hint="For everybody here. Managers and administrators change it."
          placeholder="The name, the address, how to reach you"
          saved={data.organization}
          copyKey={`${person_id} organization`}
        />
      ) : data.organization ? (
        <SignatureSection
          name={OURS}
          hint="For everybody here. Managers and administrators change it."
          preview={<SignaturePreview title={`Preview: ${OURS}`} html={data.organization.html} />}
        />
      ) : (
        <SignatureSection
          name={OURS}
          hint="For everybody here."
          preview={
            <p className="text-[13px] text-second">
              There is none yet. Managers and administrators can write one.
            </p>
          }
        />
      )}
    </div>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Loading the signatures" className="flex flex-col gap-4">
      <Skeleton className="h-3 w-40" />
      <Skeleton className="h-44 w-full rounded-[14px]!" />
    </div>
  );
}
