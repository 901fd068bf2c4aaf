import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { identifier } from './identifier.ts';
import { organizationPath, pageOf, pageQuery } from './page.ts';

export const organization = z
  .object({ organization_id: identifier, name: z.string() })
  .meta({ id: 'Organization' });

export const agent = z
  .object({ agent_id: identifier, name: z.string(), email: z.string() })
  .meta({ id: 'Agent', description: 'A sales representative.' });

export const listOrganizations = endpoint({
  method: 'GET',
  path: '/v2/organizations',
  summary: 'List the organisations that the caller belongs to',
  tag: 'Organizations',
  query: pageQuery,
  status: 200,
  answer: pageOf(organization),
});

export const listAgents = endpoint({
  method: 'GET',
  path: '/v2/organizations/{organization_id}/agents',
  summary: 'List the sales representatives',
  tag: 'Agents',
  params: organizationPath,
  query: pageQuery,
  status: 200,
  answer: pageOf(agent),
});

export const getAgent = endpoint({
  method: 'GET',
  path: '/v2/organizations/{organization_id}/agents/{agent_id}',
  summary: 'Read one sales representative',
  tag: 'Agents',
  params: organizationPath.extend({ agent_id: identifier }),
  status: 200,
  answer: agent,
});
