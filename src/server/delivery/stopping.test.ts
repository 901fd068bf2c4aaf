import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getDeskConversation } from '#contract/desk/conversation.ts';
import { createMessageDraft } from '#contract/message-drafts.ts';
import { listMessages } from '#contract/messages.ts';
import { eventually } from '../../eventually-for-tests.ts';
import { type Organization, openTestDesk, type TestDesk } from '../test-desk.ts';
import { outbox } from './outbox.ts';
import { smtp } from './smtp.ts';
import { type Script, type ScriptedServer, scriptedServer, silence } from './test-mail-server.ts';

// An attempt that counts would be the last one; one that waits for its lease or a retry would outlast every wait here.
const settings = { leaseSeconds: 600, retry: { limit: 0, delaySeconds: 300 } };

let script: Script;
let server: ScriptedServer;
let desk: TestDesk;
let us: Organization;
let rep: { cookie: string };

const toServer = () => smtp(`smtp://127.0.0.1:${server.port}`, outbox('/nowhere'));
const reply = async (conversation: string) =>
  (await desk.call(getDeskConversation, { params: { conversation_id: conversation }, as: rep })).body.reply;
const times = (text: string, part: string) => text.split(part).length - 1;
const history = async (conversation: string) => {
  const params = { organization_id: us.id, conversation_id: conversation };
  return (await desk.call(listMessages, { params, as: { 'x-api-key': us.key } })).body.data;
};
const events = async (conversation: string) => {
  const { rows } = await desk.store.query(
    `select kind from event where conversation_id = $1 and kind like 'draft%' order by id`,
    [conversation],
  );
  return (rows as { kind: string }[]).map(({ kind }) => kind);
};

async function open(options: Partial<Parameters<typeof openTestDesk>[0]> = {}): Promise<void> {
  script = {};
  server = await scriptedServer(script);
  desk = await openTestDesk({ ...settings, transport: toServer(), ...options });
  us = await desk.organization();
  rep = await desk.person(us.id, 'rep');
}
async function close(): Promise<void> {
  await desk.close();
  await server.stop();
}

describe('a stop, while a mail server does not answer,', () => {
  beforeAll(() => open());
  afterAll(close);
  beforeEach(() => {
    for (const word of Object.keys(script)) delete script[word as keyof Script];
  });

  test.each([
    ['connect', ''],
    ['MAIL', 'MAIL FROM'],
    ['DATA', 'DATA\r\n'],
  ] as const)('gives back the reply at once (%s), and the next desk sends it once', async (word, heard) => {
    script[word] = silence;
    const before = { connections: server.connections(), heard: server.heard().length };
    const conversation = await desk.conversation(us.id);
    await desk.save(us, conversation, { body_html: `<p>At ${word}</p>`, autosend_draft: true });
    await eventually(() => {
      expect(server.connections()).toBeGreaterThan(before.connections);
      expect(server.heard().slice(before.heard)).toContain(heard);
    });
    const told = performance.now();
    await desk.stop();
    expect(performance.now() - told).toBeLessThan(10_000);
    expect(await reply(conversation)).toMatchObject({ status: 'queued', failure: null });

    delete script[word];
    await desk.start(toServer());
    await eventually(async () => expect(await reply(conversation)).toBeNull());
    expect(times(server.heard(), `<p>At ${word}</p>`)).toBe(1);
    expect(await events(conversation)).toEqual(['draft_queued', 'draft_sent']);
  });

  test('gives back a first message too', async () => {
    script.MAIL = silence;
    const heard = server.heard().length;
    const body = {
      to_email: 'new@customer.example',
      to_user_name: 'Nova New',
      subject: 'Hello',
      body_html: '<p>The first one</p>',
      modality: 'email' as const,
      autosend_draft: true,
    };
    const params = { organization_id: us.id };
    await desk.call(createMessageDraft, { params, body, as: { 'x-api-key': us.key } });
    await eventually(() => expect(server.heard().slice(heard)).toContain('MAIL FROM'));
    await desk.stop();
    const drafts = async () =>
      (await desk.store.query('select status, sending_since, failure from message_draft')).rows;
    expect(await drafts()).toEqual([{ status: 'queued', sending_since: null, failure: null }]);

    delete script.MAIL;
    await desk.start(toServer());
    await eventually(async () => expect(await drafts()).toEqual([]));
    expect(times(server.heard(), '<p>The first one</p>')).toBe(1);
  });
});

describe('a mail that the server has at the stop', () => {
  const atTheLastDot = async () => {
    script['.'] = silence;
    const conversation = await desk.conversation(us.id);
    await desk.save(us, conversation, { body_html: '<p>Nearly there</p>', autosend_draft: true });
    await eventually(() => expect(server.heard()).toMatch(/Nearly there[\s\S]*\r\n\.\r\n/));
    return conversation;
  };

  test('is waited for, and not sent again', async () => {
    await open();
    const conversation = await atTheLastDot();
    const stopping = desk.stop();
    server.say('250 taken');
    await stopping;
    expect(await reply(conversation)).toBeNull();
    expect(await history(conversation)).toMatchObject([{ message_direction: 'sent' }, {}]);

    delete script['.'];
    await desk.start(toServer());
    const next = await desk.conversation(us.id);
    await desk.save(us, next, { body_html: '<p>The next one</p>', autosend_draft: true });
    await eventually(async () => expect(await reply(next)).toBeNull());
    expect(times(server.heard(), '<p>Nearly there</p>')).toBe(1);
    await close();
  });

  test('is broken off where it does not answer for long, and sent by the next desk: taken once', async () => {
    await open({ longestStop: 300, retry: { limit: 1, delaySeconds: 1 } });
    const conversation = await atTheLastDot();
    await desk.stop();
    expect(await reply(conversation)).toMatchObject({
      status: 'queued',
      failure: expect.stringMatching(
        /^The connection broke before the mail server said .+ It is tried again\.$/,
      ),
    });
    // Nobody is there any more to hear a late yes.
    await eventually(() => expect(server.connected()).toBe(0));
    expect(server.said()).not.toContain('250 taken');

    delete script['.'];
    await desk.start(toServer());
    await eventually(async () => expect(await reply(conversation)).toBeNull());
    expect(times(server.said(), '250 taken')).toBe(1);
    expect(await events(conversation)).toEqual(['draft_queued', 'draft_retrying', 'draft_sent']);
    await close();
  });
});
