import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getDeskConversation } from '#contract/desk/conversation.ts';
import { returnReplies } from '#contract/desk/decisions.ts';
import { saveOrganizationSignature } from '#contract/desk/signatures.ts';
import { createMessageDraft } from '#contract/message-drafts.ts';
import { hashApiKey } from '../session/api-keys.ts';
import { insertMessage } from '../store/messages.ts';
import { newId } from '../store/new-id.ts';
import { insertApiKey } from '../store/organizations.ts';
import { attachment, conversation, draft } from '../store/schema.ts';
import { type Organization, openTestDesk, type TestDesk } from '../test-desk.ts';
import { pngPicture } from '../test-pictures.ts';
import { access, type Entry, ourSignature, type Things, type Who } from './access-for-tests.ts';

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
/** By what one can tell that an answer is about something of ours: ids, names, and a word that is in all that we write. */
const marks = new Set([ourSignature]);

const marked = <T extends string>(mark: T): T => {
  marks.add(mark);
  return mark;
};
const marksIn = (text: string) => [...marks].filter((mark) => text.includes(mark));

beforeAll(async () => {
  desk = await openTestDesk({ sendHoldSeconds: 600 });
  us = await desk.organization('Us');
  them = await desk.organization('Them');
  marked(us.id);
  await signIn();
  headers.set('nobody', {});
  headers.set('key', { 'x-api-key': us.key });
  headers.set('their key', { 'x-api-key': them.key });
  await desk.call(saveOrganizationSignature, { body: { html: `<p>${ourSignature}</p>` }, as: as('admin') });
  await ourQueue();
});
afterAll(() => desk.close());

async function signIn(): Promise<void> {
  for (const role of ['rep', 'manager', 'admin'] as const) {
    headers.set(role, await desk.person(us.id, role, marked(newId('usr'))));
    headers.set(`their ${role}`, await desk.person(them.id, role));
  }
}

const as = (name: string) => headers.get(name) ?? {};

const replyIn = async (conversation_id: string) => {
  const { body } = await desk.call(getDeskConversation, { params: { conversation_id }, as: as('admin') });
  if (!body.reply) throw new Error('There is no reply');
  return { reply: body.reply, contact: body.contact };
};

/** A conversation of ours with a saved reply, and one of everything else. */
async function ourThings(): Promise<Things> {
  const word = marked(newId('msg'));
  const body_html = `<p>Tomorrow, ${word}.</p>`;
  const path = `/api/v2/organizations/${us.id}`;
  const idOf = async (address: string, name: string) => {
    const response = await desk.send(`${path}${address}`, { headers: as('key') });
    return marked((await response.json()).data[0][name] as string);
  };
  const conversation_id = marked(await desk.conversation(us.id));
  const agent_id = await idOf('/agents', 'agent_id');
  await desk.db.update(conversation).set({ agentId: agent_id }).where(eq(conversation.id, conversation_id));
  const { body } = await desk.save(us, conversation_id, { body_html, add_notification: true });
  const open = await replyIn(conversation_id);
  const message_id = await idOf(`/conversations/${conversation_id}/messages`, 'message_id');
  return {
    organization_id: us.id,
    conversation_id,
    contact_id: marked(open.contact.contact_id),
    agent_id,
    message_id,
    attachment_id: await ourAttachment(message_id, word),
    response_id: marked(body.response_id),
    revision: marked(open.reply.revision),
    draft_id: await ourFirstMessage(word),
    content_id: await ourPicture(word),
    key_id: await ourKey(word),
    ...(await ourDecision(body_html)),
  };
}

/** A reply in each tab of the queue that `ourThings` has none in. */
async function ourQueue(): Promise<void> {
  const pending = {
    approval: { status: 'queued', awaitingApproval: true },
    scheduled: { status: 'queued', releaseAt: '2099-01-01T00:00:00Z' },
    failed: { status: 'saved', failure: 'No such mailbox' },
  } as const;
  for (const change of Object.values(pending)) {
    const id = marked(await desk.conversation(us.id));
    await desk.save(us, id, { body_html: `<p>${ourSignature}</p>` });
    await desk.db.update(draft).set(change).where(eq(draft.conversationId, id));
  }
  const conversationId = marked(await desk.conversation(us.id));
  await insertMessage(desk.db, {
    ...{ id: newId('msg'), organizationId: us.id, conversationId, modality: 'email', direction: 'sent' },
    ...{ senderName: 'AI', content: ourSignature, contentFormat: 'text', responseId: newId('rsp') },
    occurredAt: new Date().toISOString(),
  });
}

async function ourAttachment(messageId: string, word: string): Promise<string> {
  const content = Buffer.from(word);
  const id = marked(newId('att'));
  await desk.db.insert(attachment).values({
    id,
    organizationId: us.id,
    messageId,
    filename: `${word}.txt`,
    contentType: 'text/plain',
    size: content.byteLength,
    content,
  });
  return id;
}

async function ourFirstMessage(word: string): Promise<string> {
  const { body } = await desk.call(createMessageDraft, {
    params: { organization_id: us.id },
    body: { modality: 'email', subject: word } as never,
    as: as('key'),
  });
  return marked(body.draft_id);
}

async function ourPicture(word: string): Promise<string> {
  const picture = Buffer.concat([pngPicture(1, 1, [0, 0, 0]), Buffer.from(word)]);
  const init = { method: 'POST', headers: as('rep'), body: new Uint8Array(picture) };
  return marked((await (await desk.send('/api/desk/inline-images', init)).json()).content_id);
}

async function ourKey(name: string): Promise<string> {
  const id = marked(newId('key'));
  await insertApiKey(desk.db, { id, organizationId: us.id, name, hash: hashApiKey(newId('key')) });
  return id;
}

/** In a conversation that our rep looks after, who hears of it. */
async function ourDecision(body_html: string) {
  const conversation_id = marked(await desk.conversation(us.id));
  const session = await (await desk.send('/api/desk/session', { headers: as('rep') })).json();
  await desk.db
    .update(conversation)
    .set({ agentId: session.person.person_id })
    .where(eq(conversation.id, conversation_id));
  await desk.save(us, conversation_id, { body_html });
  const { revision } = (await replyIn(conversation_id)).reply;
  const body = { items: [{ conversation_id, revision: marked(revision) }], note: 'Not yet.' };
  const [row] = (await desk.call(returnReplies, { body, as: as('admin') })).body.results;
  if (!row?.ok) throw new Error('The reply was not returned');
  return { decided_conversation_id: conversation_id, decision_id: row.decision_id };
}

async function ask(route: string, { body, query, params }: Entry, of: Things, who: string) {
  const [method = '', path = ''] = route.split(' ');
  const address = `${path}${query ? `?${query}` : ''}`.replace(/:(\w+)/g, (_, name: string) => {
    const value = { ...of, ...params }[name as keyof Things];
    if (value === undefined) throw new Error(`The test has no ${name} to put into ${route}`);
    return encodeURIComponent(value);
  });
  const sent = body ? JSON.stringify(body(of, !who.startsWith('their '))) : undefined;
  const response = await desk.send(address, {
    method,
    headers:
      who.includes('key') || who === 'nobody' ? as(who) : { ...as(who), 'content-type': 'application/json' },
    ...(sent ? { body: sent } : {}),
  });
  const type = response.headers.get('content-type') ?? '';
  const text = type.includes('event-stream') ? '' : await response.text();
  await response.body?.cancel().catch(() => {});
  const { status } = response;
  const asked = marksIn(address + (sent ?? ''));
  return {
    status,
    text,
    /** The things of ours that the call names. */
    asked,
    /** The things of ours that the answer tells of besides. */
    told: marksIn(text).filter((mark) => !asked.includes(mark)),
    /** A decision says of each row whether it was made. */
    done: status < 300 && !text.includes('"ok":false'),
  };
}

/** What of ours a call could change, as our administrator reads it. */
async function whatWeHave(of: Things): Promise<string[]> {
  const path = `/api/v2/organizations/${us.id}`;
  const addresses = [
    ...['activity?limit=3', 'policy', 'api-keys', 'signatures', 'session'].map((one) => `/api/desk/${one}`),
    ...[of.conversation_id, of.decided_conversation_id].map((id) => `/api/desk/conversations/${id}`),
    `/api/desk/conversations/${of.conversation_id}/presence`,
    `${path}/conversations/${of.conversation_id}`,
    `${path}/message-drafts/${of.draft_id}`,
    `${path}/contacts?limit=3`,
  ];
  const texts: string[] = [];
  for (const address of addresses) {
    const response = await desk.send(address, { headers: as('admin') });
    texts.push(`${response.status} ${address} ${await response.text()}`);
  }
  return texts;
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
const reads = (route: string) => route.startsWith('GET ');

const asked = Object.entries(access).flatMap(([route, entry]) =>
  [entry, ...(entry.also ?? []).map((other) => ({ ...entry, ...other }))].map((one) => {
    return [route, [...Object.values(one.params ?? {}), one.query].join(' '), one] as const;
  }),
);

describe.each(asked)('%s %s', (route, _how, entry) => {
  test('is for those who may, and for nobody else', async () => {
    const first = await ourThings();
    for (const who of callers) {
      const of = reads(route) || endsSession(route) || who === 'nobody' ? first : await ourThings();
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

  test('does nothing to ours and tells nothing of it to another organisation', async () => {
    const ours = await ourThings();
    // Ours at its own address, and below the address of those who ask.
    const below = route.includes(':organization_id') ? [us.id, them.id] : [us.id];
    const before = await whatWeHave(ours);
    for (const who of ['their rep', 'their manager', 'their admin', 'their key'])
      for (const organization_id of below) {
        const { status, asked, told, done } = await ask(route, entry, { ...ours, organization_id }, who);
        expect([who, organization_id, told, status < 500]).toEqual([who, organization_id, [], true]);
        if (asked.length > 0 && !entry.narrows)
          expect([who, organization_id, done]).toEqual([who, organization_id, false]);
      }
    expect(await whatWeHave(ours)).toEqual(before);
    if (endsSession(route)) await signIn();
  });

  test('finds what is ours for ourselves', async () => {
    const ours = await ourThings();
    const those = reads(route) && entry.who !== 'anybody' ? admitted[entry.who] : ['admin'];
    for (const who of those) {
      const { text, asked, told, done } = await ask(route, entry, ours, who);
      const namesMore = asked.some((mark) => mark !== us.id);
      if (namesMore || reads(route)) expect([who, text, done]).toEqual([who, text, true]);
      if (reads(route) && !namesMore && !entry.tellsNoThings) expect([who, told]).not.toEqual([who, []]);
    }
    if (endsSession(route)) await signIn();
  });
});
