import type { JournalProblem } from '../lib/journal/journal.ts';
import { Notice } from '../ui/notice.tsx';

const sentences: Record<JournalProblem, string> = {
  full: 'This browser has no room left, so it keeps no copy of what you write. Save the reply before you close this page, and make room on this computer.',
  unavailable:
    'This browser keeps no copy of what you write, as in a private window. It is saved at every pause: close this page once it says Saved.',
};

/** Nobody is to rely on a copy that is not there. */
export function NotKept({ problem }: { problem: JournalProblem }) {
  return (
    <Notice kind="warning" role="status">
      {sentences[problem]}
    </Notice>
  );
}
