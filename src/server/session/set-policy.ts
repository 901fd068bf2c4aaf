import type { Policy } from '#contract/desk/policy.ts';
import { levelsOf } from '../drafts/blocking-findings.ts';
import type { Author } from '../drafts/life.ts';
import { ApiError, changedMeanwhile } from '../errors.ts';
import type { Db } from '../store/database.ts';
import { recordEvent } from '../store/events.ts';
import { lockOrganization, updatePolicy } from '../store/organizations.ts';
import { policyChanges } from './policy-changes.ts';

/**
 * Changes what an organisation demands of replies; what waits for approval already goes on waiting.
 * @param replaces the policy that was read, where that matters.
 * @throws ApiError 412 where another one is there by now.
 */
export async function setPolicy(
  db: Db,
  by: Author & { organizationId: string },
  { approval, checks }: Policy,
  replaces: Policy | undefined,
): Promise<void> {
  const { organizationId } = by;
  await db.transaction(async (tx) => {
    const row = await lockOrganization(tx, organizationId);
    if (!row) throw new ApiError(404, 'The organisation is gone.');
    const before = { approval: row.approvalPolicy, checks: levelsOf(row.checkLevels) };
    if (replaces && policyChanges(replaces, before).length > 0) throw changedMeanwhile('The policy');
    const changes = policyChanges(before, { approval, checks });
    if (changes.length === 0) return;
    await updatePolicy(tx, organizationId, { approvalPolicy: approval, checkLevels: checks });
    await recordEvent(tx, by, {
      kind: 'policy_changed',
      organizationId,
      data: { approval, checks, about: changes.join('; ') },
    });
  });
}
