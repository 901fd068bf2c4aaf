import type { Dropped } from '#mail/sanitise.ts';
import { Notice } from '../ui/notice.tsx';

interface Props {
  /** What the draft brought and the editor did not take over. */
  dropped: readonly Dropped[];
  /** What stays in the draft and does not reach anybody. */
  unsent: readonly Dropped[];
}

const listed = (parts: readonly Dropped[]) =>
  parts.map(({ what, count }) => (count > 1 ? `${what} (${count})` : what)).join(', ');

/** Tells what the mail policy takes from a draft, before anything is saved over it. */
export function LeftOut({ dropped, unsent }: Props) {
  return (
    <>
      {dropped.length > 0 ? (
        <Notice kind="warning" role="status">
          Unsafe parts of this draft were left out: {listed(dropped)}. The saved draft loses them with the
          first change of its text; its history keeps what it said before.
        </Notice>
      ) : null}
      {unsent.length > 0 ? (
        <Notice kind="info" role="status">
          Kept in this draft, but not sent to its recipients: {listed(unsent)}.
        </Notice>
      ) : null}
    </>
  );
}
