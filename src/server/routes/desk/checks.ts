import { getCheckContext, listCustomerDomains } from '#contract/desk/checks.ts';
import { levelsOf } from '../../drafts/blocking-findings.ts';
import { otherCustomersDomains, ownDomainsOf, participantsOf } from '../../drafts/findings.ts';
import { conversationNotFound } from '../../errors.ts';
import { findOrganization } from '../../store/organizations.ts';
import { existing } from '../conversations.ts';
import type { Router } from '../serve.ts';
import type { RouteTools } from '../tools.ts';

/** Domains that are looked up at most in one call. */
const most = 200;

export function checkRoutes(router: Router, { db }: RouteTools): void {
  router.serve(getCheckContext, 'person', async ({ params, caller }) => {
    const { id, organizationId } = await existing(db, caller.organizationId, params.conversation_id);
    const organization = await findOrganization(db, organizationId);
    if (!organization) throw conversationNotFound();
    return {
      levels: levelsOf(organization.checkLevels),
      participants: (await participantsOf(db, [id])).get(id) ?? [],
      own_domains: await ownDomainsOf(db, organizationId),
    };
  });

  router.serve(listCustomerDomains, 'person', async ({ params, query, caller }) => {
    const { contactId } = await existing(db, caller.organizationId, params.conversation_id);
    const domains = query.domains.toLowerCase().split(',').filter(Boolean).slice(0, most);
    const others = await otherCustomersDomains(db, caller.organizationId, [{ contactId, domains }]);
    return { data: others.get(contactId) ?? [] };
  });
}
