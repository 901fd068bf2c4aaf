import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultCheckLevels } from '#contract/desk/checks.ts';
import { getDeskConversation } from '#contract/desk/conversation.ts';
import { noApproval } from '#contract/desk/policy.ts';
import { type Organization, openTestDesk, type TestDesk } from '../test-desk.ts';

/** Whoever may: `callers` are people and programs of the organisation. */
type Who = 'anybody' | 'callers' | 'people' | 'managers' | 'administrators';

interface Things {
  organization_id: string;
  conversation_id: string;
  contact_id: string;
  agent_id: string;
  message_id: string;
  response_id: string;
  revision: string;
}

interface Entry {
  who: Who;
  body?: (of: Things) => unknown;
  query?: string;
  /** Parameters that the things of the test do not name. */
  params?: Record<string, string>;
  /** The whole call names nothing of an organisation: who is of another one acts on their own. */
  ownThings?: true;
}

const draft = { body_html: '<p>Tomorrow.</p>' };
const decide = ({ conversation_id, revision }: Things) => ({ items: [{ conversation_id, revision }] });

/** Who may call what. A route that is not here fails the test: decide who may call it, and say so. */
const access: Record<string, Entry> = {
  'GET /api/v2/organizations': { who: 'callers', ownThings: true },
  'GET /api/v2/organizations/:organization_id/agents': { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/agents/:agent_id': { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/agents/:agent_id/conversations': { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/contacts': { who: 'callers' },
  'POST /api/v2/organizations/:organization_id/contacts': { who: 'callers', body: () => ({ name: 'Jo' }) },
  'GET /api/v2/organizations/:organization_id/contacts/:contact_id': { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/contacts/:contact_id/conversations': { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/conversations': { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/conversations/:conversation_id': { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/conversations/:conversation_id/messages': { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/conversations/:conversation_id/messages/:message_id': {
    who: 'callers',
  },
  'POST /api/v2/organizations/:organization_id/conversations/:conversation_id/response-drafts': {
    who: 'callers',
    body: () => draft,
  },
  'GET /api/v2/organizations/:organization_id/conversations/:conversation_id/response-drafts': {
    who: 'callers',
  },
  'GET /api/v2/organizations/:organization_id/conversations/:conversation_id/response-drafts/:response_id': {
    who: 'callers',
  },
  'DELETE /api/v2/organizations/:organization_id/conversations/:conversation_id/response-drafts/:response_id':
    { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/message-drafts': { who: 'callers' },
  'POST /api/v2/organizations/:organization_id/message-drafts': {
    who: 'callers',
    body: () => ({ modality: 'email', ...draft }),
  },
  'GET /api/v2/organizations/:organization_id/message-drafts/:draft_id': {
    who: 'callers',
    params: { draft_id: 'none' },
  },
  'DELETE /api/v2/organizations/:organization_id/message-drafts/:draft_id': {
    who: 'callers',
    params: { draft_id: 'none' },
  },
  'GET /api/desk/welcome': { who: 'anybody', ownThings: true },
  'POST /api/desk/sign-in': {
    who: 'anybody',
    ownThings: true,
    body: () => ({ email: 'a@b.example', password: 'x' }),
  },
  'POST /api/desk/setup': { who: 'anybody', ownThings: true, body: () => ({}) },
  'GET /api/desk/session': { who: 'people', ownThings: true },
  'POST /api/desk/sign-out': { who: 'people', ownThings: true },
  'POST /api/desk/sign-out-everywhere': { who: 'people', ownThings: true },
  'GET /api/desk/queue/:tab': { who: 'people', params: { tab: 'review' }, ownThings: true },
  'GET /api/desk/queue-counts': { who: 'people', ownThings: true },
  'GET /api/desk/conversations': { who: 'people', ownThings: true },
  'GET /api/desk/conversations/:conversation_id': { who: 'people' },
  'GET /api/desk/conversations/:conversation_id/messages': { who: 'people' },
  'GET /api/desk/conversations/:conversation_id/recipients': { who: 'people' },
  'GET /api/desk/conversations/:conversation_id/history': { who: 'people' },
  'GET /api/desk/conversations/:conversation_id/revisions/:response_id/:revision': { who: 'people' },
  'GET /api/desk/conversations/:conversation_id/check-context': { who: 'people' },
  'GET /api/desk/conversations/:conversation_id/customer-domains': {
    who: 'people',
    query: 'domains=a.example',
  },
  'GET /api/desk/conversations/:conversation_id/presence': { who: 'people' },
  'POST /api/desk/conversations/:conversation_id/reply/recall': { who: 'people' },
  'POST /api/desk/conversations/:conversation_id/reply/versions': { who: 'people', body: () => draft },
  'POST /api/desk/conversations/:conversation_id/reply/confirm': {
    who: 'people',
    body: ({ revision, message_id }) => ({ revision, read_through: message_id }),
  },
  'POST /api/desk/conversations/:conversation_id/reply/discard': {
    who: 'people',
    body: ({ revision }) => ({ revision }),
  },
  'POST /api/desk/decisions/approve': { who: 'managers', body: decide },
  'POST /api/desk/decisions/return': { who: 'managers', body: (of) => ({ ...decide(of), note: 'No.' }) },
  'POST /api/desk/decisions/undo': {
    who: 'people',
    body: ({ conversation_id }) => ({ items: [{ conversation_id, decision_id: 1 }] }),
  },
  'GET /api/desk/news': { who: 'people', ownThings: true },
  'GET /api/desk/news-count': { who: 'people', ownThings: true },
  'POST /api/desk/news/read': { who: 'people', ownThings: true, body: () => ({ up_to: 0 }) },
  'GET /api/desk/policy': { who: 'people', ownThings: true },
  'PUT /api/desk/policy': {
    who: 'administrators',
    ownThings: true,
    body: () => ({ approval: noApproval, checks: defaultCheckLevels }),
  },
  'GET /api/desk/api-keys': { who: 'administrators', ownThings: true },
  'POST /api/desk/api-keys': { who: 'administrators', ownThings: true, body: () => ({ name: 'A program' }) },
  'PUT /api/desk/api-keys/:key_id': {
    who: 'administrators',
    params: { key_id: 'none' },
    body: () => ({ active: true, trusted_to_send: false }),
  },
  'GET /api/desk/activity': { who: 'managers', ownThings: true },
  'GET /api/desk/activity/export': { who: 'managers', ownThings: true, query: 'format=csv' },
  'GET /api/desk/events': { who: 'people', ownThings: true },
  'POST /api/desk/presence': {
    who: 'people',
    body: ({ conversation_id }) => ({
      client_id: 'window',
      conversation_id,
      activity: 'viewing',
    }),
  },
  'GET /api/desk/attachments/:attachment_id': { who: 'people', params: { attachment_id: 'none' } },
  'POST /api/desk/import': { who: 'callers', ownThings: true },
  'GET /api/desk/signatures': { who: 'people', ownThings: true },
  'PUT /api/desk/signatures/personal': { who: 'people', ownThings: true, body: () => ({ html: '' }) },
  'PUT /api/desk/signatures/organization': { who: 'managers', ownThings: true, body: () => ({ html: '' }) },
  'POST /api/desk/inline-images': { who: 'people', ownThings: true },
  'GET /api/desk/inline-images/:content_id': { who: 'people', params: { content_id: 'none' } },
};

const callers = ['nobody', 'key', 'rep', 'manager', 'admin'] as const;
type CallerName = (typeof callers)[number];
const admitted: Record<Who, readonly CallerName[]> = {
  anybody: callers,
  callers: ['key', 'rep', 'manager', 'admin'],
  people: ['rep', 'manager', 'admin'],
  managers: ['manager', 'admin'],
  administrators: ['admin'],
};

let desk: TestDesk;
let us: Organization;
let them: Organization;
const headers = new Map<string, Record<string, string>>();

beforeAll(async () => {
  desk = await openTestDesk({ sendHoldSeconds: 600 });
  us = await desk.organization('Us');
  them = await desk.organization('Them');
  await signIn();
  headers.set('nobody', {});
  headers.set('key', { 'x-api-key': us.key });
  headers.set('their key', { 'x-api-key': them.key });
});
afterAll(() => desk.close());

async function signIn(): Promise<void> {
  for (const role of ['rep', 'manager', 'admin'] as const) {
    headers.set(role, await desk.person(us.id, role));
    headers.set(`their ${role}`, await desk.person(them.id, role));
  }
}

const as = (name: string) => headers.get(name) ?? {};

/** A conversation of ours with a saved reply. */
async function ourThings(): Promise<Things> {
  const conversation_id = await desk.conversation(us.id);
  const { body } = await desk.save(us, conversation_id, draft);
  const open = await desk.call(getDeskConversation, {
    params: { conversation_id },
    as: as('rep') as { cookie: string },
  });
  const path = `/api/v2/organizations/${us.id}`;
  const idOf = async (address: string, name: string) => {
    const response = await desk.send(`${path}${address}`, { headers: as('key') });
    return (await response.json()).data[0][name] as string;
  };
  return {
    organization_id: us.id,
    conversation_id,
    contact_id: open.body.contact.contact_id,
    agent_id: await idOf('/agents', 'agent_id'),
    message_id: await idOf(`/conversations/${conversation_id}/messages`, 'message_id'),
    response_id: body.response_id,
    revision: open.body.reply?.revision ?? '',
  };
}

async function ask(route: string, { body, query, params }: Entry, of: Things, who: string) {
  const [method = '', path = ''] = route.split(' ');
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent({ ...of, ...params }[name as keyof Things] ?? `no ${name}`),
  );
  const response = await desk.send(`${filled}${query ? `?${query}` : ''}`, {
    method,
    headers:
      who.includes('key') || who === 'nobody' ? as(who) : { ...as(who), 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body(of)) } : {}),
  });
  const type = response.headers.get('content-type') ?? '';
  const text = type.includes('event-stream') ? '' : await response.text();
  await response.body?.cancel().catch(() => {});
  return { status: response.status, text };
}

const routes = () =>
  desk.routes
    .filter(
      ({ method, path }) => method !== 'ALL' && path.startsWith('/api/') && !path.startsWith('/api/docs'),
    )
    .filter(({ path }) => path !== '/api/openapi.json')
    .map(({ method, path }) => `${method} ${path}`);

test('every route says who may call it, and nothing is said of routes that are not there', () => {
  expect(Object.keys(access).sort()).toEqual([...new Set(routes())].sort());
});

const endsSession = (route: string) => /\/sign-out(-everywhere)?$/.test(route);

describe.each(Object.entries(access))('%s', (route, entry) => {
  test('is for those who may, and for nobody else', async () => {
    const first = await ourThings();
    for (const who of callers) {
      const of = endsSession(route) ? first : await ourThings();
      const { status, text } = await ask(route, entry, of, who);
      const refused = status === 401 || (status === 403 && !text.includes('another manager'));
      const isSignIn = route === 'POST /api/desk/sign-in';
      expect([who, isSignIn ? false : refused, status < 500]).toEqual([
        who,
        !admitted[entry.who].includes(who),
        true,
      ]);
    }
    if (endsSession(route)) await signIn();
  });

  test.skipIf(entry.ownThings)('does nothing and tells nothing of ours to another organisation', async () => {
    const of = await ourThings();
    for (const who of ['their rep', 'their manager', 'their admin', 'their key']) {
      const { status, text } = await ask(route, entry, of, who);
      const told = text.replace(/"conversation_id":"[^"]*"/g, '');
      expect([who, told.includes(of.revision), told.includes(of.contact_id)]).toEqual([who, false, false]);
      if (status === 200) expect([who, text]).toEqual([who, expect.stringContaining('"ok":false')]);
      else
        expect([who, status]).toEqual([who, expect.toSatisfy((code: number) => code >= 400 && code < 500)]);
    }
    const params = { conversation_id: of.conversation_id };
    const { reply } = (await desk.call(getDeskConversation, { params, as: as('rep') as { cookie: string } }))
      .body;
    expect(reply).toMatchObject({ revision: of.revision, status: 'saved', returned: null });
  });
});
