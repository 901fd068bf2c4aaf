import { useState } from 'react';
import type { Happening } from '#contract/desk/happening.ts';
import { passingSaves } from '#contract/desk/passing-saves.ts';
import { happeningWords } from '../lib/happening-words.ts';
import { plural } from '../lib/plural.ts';
import { HappeningIcon } from '../ui/happening-icon.tsx';
import { Time } from '../ui/time.tsx';

interface Props {
  happenings: readonly Happening[];
  /** Absent where nothing can be restored now. */
  onRestore: ((of: { responseId: string; revision: string }) => void) | undefined;
  /** What the reply says now. */
  current: string | null;
  /** Of which reply two versions can be compared, and the one that it came to. */
  comparable: { responseId: string | null; current: string | null };
  /** Compares a version, and says when it was saved. */
  onCompare: (responseId: string, revision: string, at: string) => void;
}

const actionClass = 'min-h-11 font-semibold text-second underline underline-offset-2 wide:min-h-0';

const restorable = new Set(['draft_saved', 'draft_queued', 'draft_approved', 'draft_kept']);

/** Who did what when, newest first. */
export function HistoryList(props: Props) {
  const { happenings, onRestore, current, comparable, onCompare } = props;
  const [all, setAll] = useState(false);
  const passing = passingSaves(happenings);
  const shown = all ? happenings : happenings.filter(({ event_id }) => !passing.has(event_id));
  return (
    <>
      <ol aria-label="History" className="flex flex-col gap-3">
        {shown.map((happening) => {
          const {
            event_id: id,
            kind,
            note,
            passage,
            reason,
            revision,
            response_id: responseId,
            at,
          } = happening;
          const { who, did } = happeningWords(happening);
          const version =
            revision !== null && responseId !== null && restorable.has(kind)
              ? { responseId, revision }
              : null;
          const differs = responseId === comparable.responseId && revision !== comparable.current;
          return (
            <li key={id} className="flex gap-2.5 text-[13px]">
              <HappeningIcon kind={kind} />
              <div className="min-w-0 flex-1">
                <p className="wrap-anywhere text-second">
                  <b className="font-semibold text-ink">{who}</b> {did}
                  {note === null ? '' : `: “${note}”`}
                </p>
                {passage === null ? null : (
                  <p className="mt-0.5 border-l-2 border-line-strong pl-2 wrap-anywhere text-third">
                    {passage}
                  </p>
                )}
                {reason === null ? null : <p className="wrap-anywhere text-bad-ink">{reason}</p>}
                <p className="flex flex-wrap items-center gap-x-2 text-[12px] text-third">
                  <Time at={at} spoken />
                  {revision === null ? null : (
                    <span title={revision}>
                      revision {revision.slice(0, 4)}…{revision.slice(-2)}
                    </span>
                  )}
                  {version && differs ? (
                    <button
                      type="button"
                      onClick={() => onCompare(version.responseId, version.revision, at)}
                      className={actionClass}
                    >
                      Changes since
                    </button>
                  ) : null}
                  {version && revision !== current && onRestore ? (
                    <button type="button" onClick={() => onRestore(version)} className={actionClass}>
                      Restore
                    </button>
                  ) : null}
                </p>
              </div>
            </li>
          );
        })}
      </ol>
      {passing.size > 0 ? (
        <button
          type="button"
          onClick={() => setAll(!all)}
          className={`self-start text-[12px] ${actionClass}`}
        >
          {all ? 'Hide saves in between' : `Show ${plural(passing.size, 'save')} in between`}
        </button>
      ) : null}
    </>
  );
}
