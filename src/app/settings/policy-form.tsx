import { useEffect, useLayoutEffect } from 'react';
import type { Policy } from '#contract/desk/policy.ts';
import { ApiError, detailOf } from '../lib/http.ts';
import { Button } from '../ui/button.tsx';
import { Notice, NoticeAction } from '../ui/notice.tsx';
import { ApprovalSection } from './approval-section.tsx';
import { ChecksSection } from './checks-section.tsx';
import { useSavePolicy } from './mutations.ts';
import {
  isUnsaved,
  type PolicyCopy,
  policyCopies,
  rebased,
  samePolicy,
  usePolicyCopy,
} from './policy-copy.ts';

/** Changes the policy. What is not saved stays for whoever chose it, also after a look at another page. */
export function PolicyForm({ saved, copyKey }: { saved: Policy; copyKey: string }) {
  const copy = usePolicyCopy(copyKey);
  const save = useSavePolicy(copyKey);
  const unsaved = copy !== undefined && isUnsaved(copy);
  const differs = copy !== undefined && !samePolicy(copy.base, saved);
  const follow = copy === undefined || (differs && !unsaved && !save.isPending);
  useLayoutEffect(() => {
    if (follow) policyCopies.set(copyKey, { base: saved, value: saved });
  }, [follow, copyKey, saved]);
  useEffect(() => () => leave(copyKey), [copyKey]);

  if (copy === undefined) return null;
  const show = (next: PolicyCopy) => {
    save.reset();
    policyCopies.set(copyKey, next);
  };
  const choose = (change: Partial<Policy>) =>
    policyCopies.update(copyKey, (current) => ({ ...current, value: { ...current.value, ...change } }));
  const conflicting = differs && unsaved && !save.isPending;
  // Changed meanwhile (412): that is said with both to choose from.
  const isNews = save.error instanceof ApiError && save.error.status === 412;

  return (
    <form
      aria-label="Policy"
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate(copy);
      }}
    >
      <ApprovalSection approval={copy.value.approval} onChange={(approval) => choose({ approval })} />
      <ChecksSection checks={copy.value.checks} onChange={(checks) => choose({ checks })} />
      <footer className="sticky bottom-0 -mx-4 flex flex-col gap-2 border-t border-line bg-sunken px-4 py-3 wide:-mx-8 wide:px-8">
        {conflicting ? (
          <Notice
            kind="warning"
            role="status"
            actions={
              <>
                <NoticeAction onClick={() => show({ base: saved, value: saved })}>
                  Use what is saved
                </NoticeAction>
                <NoticeAction onClick={() => show(rebased(copy, saved))}>Keep my changes</NoticeAction>
              </>
            }
          >
            Somebody else changed the policy meanwhile. Your changes are not saved.
          </Notice>
        ) : null}
        {save.error && !isNews ? (
          <Notice kind="bad" role="alert">
            {detailOf(save.error)}
          </Notice>
        ) : null}
        <div className="flex items-center gap-3">
          <p role="status" aria-label="Policy status" className="text-[13px] text-second">
            {unsaved ? 'Not saved yet' : 'Saved'}
          </p>
          <Button type="submit" look="primary" className="ml-auto" busy={save.isPending}>
            Save policy
          </Button>
        </div>
      </footer>
    </form>
  );
}

/** What is saved needs no keeping. */
function leave(copyKey: string): void {
  const copy = policyCopies.get(copyKey);
  if (copy && !isUnsaved(copy)) policyCopies.set(copyKey, undefined);
}
