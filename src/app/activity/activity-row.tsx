import { Link } from '@tanstack/react-router';
import type { Happening } from '#contract/desk/happening.ts';
import { happeningWords } from '../lib/happening-words.ts';
import { paths } from '../paths.ts';
import { HappeningIcon } from '../ui/happening-icon.tsx';
import { Time } from '../ui/time.tsx';

/** One event: who did what to which reply, why, and when. */
export function ActivityRow({ happening }: { happening: Happening }) {
  const { kind, recipient, conversation_id: conversationId, note, passage, reason, about, at } = happening;
  const { who, did } = happeningWords(happening);
  return (
    <li className="relative flex gap-3 border-line px-4 py-3 not-first:border-t">
      <HappeningIcon kind={kind} />
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere text-second wide:pr-36">
          <b className="font-semibold text-ink">
            <bdi>{who}</bdi>
          </b>{' '}
          {did}
          {note === null ? '' : `: “${note}”`}
        </p>
        {passage === null ? null : (
          <p className="my-0.5 border-l-2 border-line-strong pl-2 text-[13px] wrap-anywhere text-second">
            {passage}
          </p>
        )}
        {reason === null ? null : <p className="text-[13px] wrap-anywhere text-bad-ink">{reason}</p>}
        {about === null ? null : (
          <p className="text-[13px] wrap-anywhere text-second first-letter:uppercase">{about}</p>
        )}
        <p className="flex flex-wrap items-center gap-x-3 text-[13px]">
          {conversationId === null ? null : (
            <Link
              to={paths.conversation}
              params={{ conversationId }}
              className="inline-flex min-h-11 items-center font-medium text-accent underline-offset-2 hover:underline wide:min-h-6"
            >
              <span className="wrap-anywhere">
                Conversation with <bdi>{recipient ?? 'an unknown contact'}</bdi>
              </span>
            </Link>
          )}
          <span className="text-[12.5px] text-third wide:absolute wide:top-3 wide:right-4">
            <Time at={at} spoken />
          </span>
        </p>
      </div>
    </li>
  );
}
