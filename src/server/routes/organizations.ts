import { getAgent, listAgents, listOrganizations } from '#contract/organizations.ts';
import { ApiError } from '../errors.ts';
import * as store from '../store/organizations.ts';
import { listing } from './listing.ts';
import type { Router } from './serve.ts';
import type { RouteTools } from './tools.ts';

export function organizationRoutes(router: Router, { db, cursorSecret }: RouteTools): void {
  router.serve(listOrganizations, 'caller', ({ caller, query }) =>
    listing(
      cursorSecret,
      ['organizations', caller.organizationId],
      query,
      async ({ after }) => {
        const own = after ? undefined : await store.findOrganization(db, caller.organizationId);
        return { rows: own ? [own] : [], next: null };
      },
      (row) => ({ organization_id: row.id, name: row.name }),
    ),
  );

  router.serve(listAgents, 'caller', ({ params, query }) =>
    listing(
      cursorSecret,
      ['agents', params.organization_id],
      query,
      (request) => store.listAgents(db, params.organization_id, request),
      presentAgent,
    ),
  );

  router.serve(getAgent, 'caller', async ({ params }) => {
    const agent = await store.findAgent(db, params.organization_id, params.agent_id);
    if (!agent) throw new ApiError(404, 'Agent not found');
    return presentAgent(agent);
  });
}

const presentAgent = (row: { id: string; name: string; email: string }) => ({
  agent_id: row.id,
  name: row.name,
  email: row.email,
});
