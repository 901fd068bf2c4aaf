import { getPolicy, putPolicy } from '#contract/desk/policy.ts';
import { levelsOf } from '../../drafts/blocking-findings.ts';
import { ApiError } from '../../errors.ts';
import { setPolicy } from '../../session/set-policy.ts';
import { findOrganization } from '../../store/organizations.ts';
import type { Router } from '../serve.ts';
import type { RouteTools } from '../tools.ts';

export function policyRoutes(router: Router, { db }: RouteTools): void {
  const policyOf = async (organizationId: string) => {
    const organization = await findOrganization(db, organizationId);
    if (!organization) throw new ApiError(404, 'The organisation is gone.');
    return {
      approval: organization.approvalPolicy,
      checks: levelsOf(organization.checkLevels),
    };
  };

  router.serve(getPolicy, 'person', ({ caller }) => policyOf(caller.organizationId));

  router.serve(putPolicy, 'admin', async ({ caller, body: { replaces, ...policy } }) => {
    await setPolicy(db, caller, policy, replaces);
    return policyOf(caller.organizationId);
  });
}
