import {
  type CheckLevel,
  type CheckLevels,
  type CheckName,
  defaultCheckLevels,
} from '#contract/desk/checks.ts';
import { gradeFindings } from '#mail/checks/grade-findings.ts';
import { ApiError } from '../errors.ts';
import type { ConversationRow } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import { findingsOf, type ToCheck } from './findings.ts';

/** What an organisation wants of each check, the defaults included. */
export const levelsOf = (stored: Partial<Record<CheckName, CheckLevel>>): CheckLevels => ({
  ...defaultCheckLevels,
  ...stored,
});

/**
 * Refuses to let a reply or a first message go that has what its organisation does not let out.
 * @throws ApiError 400 with the first finding's reason.
 */
export async function requireNothingBlocks(
  db: Db,
  levels: CheckLevels,
  given: ToCheck & { conversation: Pick<ConversationRow, 'organizationId'> },
): Promise<void> {
  if (!Object.values(levels).includes('block')) return;
  const [findings = []] = await findingsOf(db, given.conversation.organizationId, [given]);
  const [first] = gradeFindings(findings, levels).filter(({ level }) => level === 'block');
  if (first) throw new ApiError(400, `It cannot go out like this. ${first.reason}`);
}
