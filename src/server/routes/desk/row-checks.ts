import type { CheckLevels } from '#contract/desk/checks.ts';
import { gradeFindings } from '#mail/checks/grade-findings.ts';
import { findingsOf } from '../../drafts/findings.ts';
import type { Db } from '../../store/database.ts';
import { openingLength } from '../../store/queue.ts';
import type { CheckedRow, Pending } from './present-row.ts';

const blockEnd = /<\/(?:blockquote|div|h[1-6]|li|ol|p|table|td|tr|ul)>/gi;

/** The beginning of a long body up to the end of a block, so that nothing is judged by its first half. */
function wholeBlocks(opening: string): string {
  const last = [...opening.matchAll(blockEnd)].at(-1);
  return last ? opening.slice(0, last.index + last[0].length) : '';
}

/** Rows with what the checks find in each, every check once; in long replies, what they find in the beginning. */
export async function checkRows(
  db: Db,
  organizationId: string,
  levels: CheckLevels,
  rows: readonly Pending[],
): Promise<CheckedRow[]> {
  const read = rows.map((row) => {
    const { opening } = row.draft;
    const isCut = row.modality === 'email' && opening.length >= openingLength;
    return { row, isCut, bodyHtml: isCut ? wholeBlocks(opening) : opening };
  });
  const toCheck = read.map(({ row: { draft, modality, contact }, bodyHtml }) => ({
    conversation: { id: draft.conversationId, modality },
    contact,
    reply: { bodyHtml, ccEmails: draft.ccEmails, bccEmails: draft.bccEmails },
  }));
  const found = await findingsOf(db, organizationId, toCheck);
  return read.map(({ row, isCut }, n) => {
    // Where the beginning says nothing, what follows may.
    const sure = (found[n] ?? []).filter(({ check }) => !isCut || check !== 'empty');
    const graded = gradeFindings(sure, levels).map(({ check, level }) => ({ check, level }));
    const checks = graded.filter(
      ({ check }, at) => graded.findIndex((other) => other.check === check) === at,
    );
    return { row, checks, checks_complete: !isCut };
  });
}
