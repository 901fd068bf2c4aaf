import { readdir, readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getDeskConversation, listDeskMessages } from '#contract/desk/conversation.ts';
import { listNews } from '#contract/desk/news.ts';
import { listMessages } from '#contract/messages.ts';
import { saveResponseDraft } from '#contract/response-drafts.ts';
import { eventually } from '../../eventually-for-tests.ts';
import { type Organization, openTestDesk, type TestDesk } from '../test-desk.ts';
import { outbox } from './outbox.ts';
import { smtp } from './smtp.ts';

interface Received {
  envelope: SMTPServerSession['envelope'];
  mail: ParsedMail;
  source: string;
}

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe('through a mail server', () => {
  const received: Received[] = [];
  /** What the server answers to the next mails, before it takes any. */
  let refusals: { code: number; text: string }[] = [];
  /** Who has no mailbox. */
  let unknown = /^unknown@/;
  let refusal = 550;
  /** What it waits for before it takes a mail. */
  let doubts: Promise<unknown> = Promise.resolve();
  let offered = 0;
  let server: SMTPServer;
  let desk: TestDesk;
  let us: Organization;
  let rep: { cookie: string };

  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo(address, _, done) {
        const isUnknown = unknown.test(address.address);
        done(isUnknown ? Object.assign(new Error('no such mailbox'), { responseCode: refusal }) : null);
      },
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', async () => {
          offered += 1;
          await doubts;
          const refusal = refusals.shift();
          if (refusal) return done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
          const source = Buffer.concat(chunks);
          received.push({
            envelope: session.envelope,
            mail: await simpleParser(source),
            source: source.toString(),
          });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    desk = await openTestDesk({ transport: smtp(`smtp://127.0.0.1:${port}`, outbox('/nowhere')) });
    us = await desk.organization();
    rep = await desk.person(us.id, 'rep');
  });
  afterAll(async () => {
    await desk.close();
    await new Promise<void>((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    received.length = 0;
    refusals = [];
    unknown = /^unknown@/;
    refusal = 550;
  });

  const reply = async (conversation: string) =>
    (await desk.call(getDeskConversation, { params: { conversation_id: conversation }, as: rep })).body.reply;
  const history = async (conversation: string) =>
    (
      await desk.call(listMessages, {
        params: { organization_id: us.id, conversation_id: conversation },
        as: { 'x-api-key': us.key },
      })
    ).body.data;

  test('a reply arrives once, as a proper answer, with Bcc in the envelope alone', async () => {
    const conversation = await desk.conversation(us.id, { subject: 'RE: Re: Größe des Dachs' });
    await desk.save(us, conversation, {
      body_html: '<p>Grüße, <a href="https://roofers.example/plan">der Plan</a></p><script>alert(1)</script>',
      cc_emails: ['"Doe, Jane" <jane@x.example>'],
      bcc_emails: ['boss@roofers.example'],
      autosend_draft: true,
    });
    await eventually(async () => expect(await reply(conversation)).toBeNull());
    expect(received).toHaveLength(1);
    const [{ envelope, mail, source }] = received as [Received];
    expect(envelope.rcptTo.map(({ address }) => address)).toEqual([
      'casey@customer.example',
      'jane@x.example',
      'boss@roofers.example',
    ]);
    expect(mail.subject).toBe('Re: Größe des Dachs');
    expect(mail.inReplyTo).toBe(`<${conversation}@customer.example>`);
    expect(mail.references).toContain(`<${conversation}@customer.example>`);
    expect(mail.messageId).toMatch(/^<[\w-]+@roofers\.example>$/);
    expect(mail.html).toContain('<p>Grüße, <a href="https://roofers.example/plan">der Plan</a></p>');
    expect(mail.text).toContain('Grüße, der Plan [https://roofers.example/plan]');
    expect(source).not.toMatch(/script|boss@/i);
    const [sent] = await history(conversation);
    expect(sent).toMatchObject({
      message_direction: 'sent',
      email_metadata: { email_message_id: mail.messageId, bcc_emails: ['boss@roofers.example'] },
    });
    expect(sent?.content).not.toContain('script');
  });

  test.skipIf(process.env.TEST_STORE !== 'postgres')(
    'that a mail left is noted while requests wait for each other on every connection they have',
    async () => {
      const conversation = await desk.conversation(us.id);
      const [takeIt, letThemEnd] = [gate(), gate()];
      doubts = takeIt.opened;
      offered = 0;
      await desk.save(us, conversation, { body_html: '<p>Hello</p>', autosend_draft: true });
      await eventually(async () => expect(offered).toBe(1));
      let waiting = 0;
      const requests = Array.from({ length: 10 }, () =>
        desk.db.transaction(async (tx) => {
          await tx.execute(sql`select 1`);
          waiting += 1;
          await letThemEnd.opened;
        }),
      );
      await eventually(async () => expect(waiting).toBe(10));
      takeIt.open();
      const pending = () =>
        desk.store.query('select 1 from draft where conversation_id = $1', [conversation]);
      await eventually(async () => expect((await pending()).rows).toEqual([]));
      letThemEnd.open();
      await Promise.all(requests);
      expect(received).toHaveLength(1);
    },
  );

  test('the desk tells beforehand from whom and under which subject a reply leaves', async () => {
    const heading = async (conversation: string) =>
      (await desk.call(getDeskConversation, { params: { conversation_id: conversation }, as: rep })).body
        .reply_heading;
    const send = async (conversation: string) => {
      const body = { body_html: '<p>Hello</p>', autosend_draft: true };
      const params = { organization_id: us.id, conversation_id: conversation };
      await desk.call(saveResponseDraft, { params, body, as: rep });
      await eventually(async () => expect(await reply(conversation)).toBeNull());
      const mail = received.at(-1)?.mail;
      const from = mail?.from?.value[0];
      return { from_name: from?.name, from_email: from?.address, subject: mail?.subject };
    };
    const written = await desk.conversation(us.id, { subject: 'AW: Gutter' });
    const told = await heading(written);
    expect(told).toEqual({
      from_name: 'Robin Rep',
      from_email: 'office@roofers.example',
      subject: 'Re: Gutter',
    });
    expect(await send(written)).toEqual(told);

    const drafted = await desk.conversation(us.id);
    await desk.save(us, drafted, { body_html: '<p>Hello from a program</p>' });
    const ours = await heading(drafted);
    expect(ours?.from_name).toBe('Roofers');
    expect(await send(drafted)).toEqual(ours);

    expect(await heading(await desk.conversation(us.id, { modality: 'text' }))).toBeNull();
  });

  test('a temporary refusal is tried again, and the reply still leaves once', async () => {
    refusals = [{ code: 451, text: 'try again later' }];
    const conversation = await desk.conversation(us.id);
    await desk.save(us, conversation, { autosend_draft: true });
    await eventually(async () =>
      expect((await reply(conversation))?.failure).toMatch(/451.*try again later/),
    );
    expect((await reply(conversation))?.status).toBe('queued');
    await eventually(async () => expect(await reply(conversation)).toBeNull());
    expect(received).toHaveLength(1);
  });

  test('a permanent refusal gives the draft back with its reason', async () => {
    refusals = [{ code: 554, text: 'looks like spam' }];
    const conversation = await desk.conversation(us.id);
    await desk.save(us, conversation, { body_html: '<p>Not lost</p>', autosend_draft: true });
    await eventually(async () => expect((await reply(conversation))?.status).toBe('saved'));
    expect(await reply(conversation)).toMatchObject({
      body_html: '<p>Not lost</p>',
      scheduled_send_at: null,
      failure: 'The mail server refused this message (554 looks like spam).',
    });
    expect(received).toHaveLength(0);
  });

  test('a refusal that stays temporary is given up after the last try', async () => {
    refusals = Array(3).fill({ code: 450, text: 'mailbox busy' });
    const conversation = await desk.conversation(us.id);
    await desk.save(us, conversation, { autosend_draft: true });
    await eventually(async () => expect((await reply(conversation))?.status).toBe('saved'));
    expect((await reply(conversation))?.failure).toContain('450 mailbox busy');
    expect(refusals).toEqual([]);
  });

  test('an edit while it waits to be tried again replaces what will leave', async () => {
    refusals = [{ code: 451, text: 'later' }];
    const conversation = await desk.conversation(us.id);
    await desk.save(us, conversation, { body_html: '<p>First</p>', autosend_draft: true });
    await eventually(async () => expect((await reply(conversation))?.failure).toContain('451'));
    await desk.save(us, conversation, { body_html: '<p>Second</p>', autosend_draft: true });
    await eventually(async () => expect(await reply(conversation)).toBeNull());
    expect(received.map(({ mail }) => mail.text?.trim())).toEqual(['Second']);
  });

  test('when a copy is refused, the others get the mail; the message, the log and its owner say who did not', async () => {
    const conversation = await desk.conversation(us.id);
    const params = { organization_id: us.id, conversation_id: conversation };
    const body = { body_html: '<p>Hello</p>', cc_emails: ['unknown@x.example'], autosend_draft: true };
    await desk.call(saveResponseDraft, { params, body, as: rep });
    await eventually(async () => expect(await reply(conversation)).toBeNull());
    expect(received.map(({ envelope }) => envelope.rcptTo.map(({ address }) => address))).toEqual([
      ['casey@customer.example'],
    ]);
    const [message] = (
      await desk.call(listDeskMessages, { params: { conversation_id: conversation }, as: rep })
    ).body.data;
    expect(message).toMatchObject({
      cc_emails: ['unknown@x.example'],
      refused_emails: ['unknown@x.example'],
    });
    const [told] = (await desk.call(listNews, { as: rep })).body.data;
    expect(told).toMatchObject({
      kind: 'draft_sent',
      conversation_id: conversation,
      refused: ['unknown@x.example'],
    });
  });

  test('a mail that everybody got is no news', async () => {
    const conversation = await desk.conversation(us.id);
    const params = { organization_id: us.id, conversation_id: conversation };
    const body = { body_html: '<p>Hello</p>', cc_emails: ['jane@x.example'], autosend_draft: true };
    await desk.call(saveResponseDraft, { params, body, as: rep });
    await eventually(async () => expect(await reply(conversation)).toBeNull());
    const told = (await desk.call(listNews, { as: rep })).body.data;
    expect(told.filter(({ conversation_id: about }) => about === conversation)).toEqual([]);
  });

  test('a mail that its own recipient is refused fails, and nobody gets a copy of it', async () => {
    unknown = /^casey@/;
    const conversation = await desk.conversation(us.id);
    await desk.save(us, conversation, { cc_emails: ['jane@x.example'], autosend_draft: true });
    await eventually(async () => expect((await reply(conversation))?.status).toBe('saved'));
    expect((await reply(conversation))?.failure).toBe(
      'The mail server does not deliver to this recipient (550 no such mailbox).',
    );
    expect(received).toHaveLength(0);
  });

  test('where that refusal may pass it is tried again, and then everybody gets it once', async () => {
    unknown = /^casey@/;
    refusal = 450;
    const conversation = await desk.conversation(us.id);
    await desk.save(us, conversation, { cc_emails: ['jane@x.example'], autosend_draft: true });
    await eventually(async () => expect((await reply(conversation))?.failure).toContain('450'));
    expect(received).toHaveLength(0);
    unknown = /^unknown@/;
    await eventually(async () => expect(await reply(conversation)).toBeNull());
    expect(received.map(({ envelope }) => envelope.rcptTo.map(({ address }) => address))).toEqual([
      ['casey@customer.example', 'jane@x.example'],
    ]);
  });
});

describe('without a mail server', () => {
  test('e-mail becomes an .eml and a text a .txt in the outbox', async () => {
    const desk = await openTestDesk();
    const us = await desk.organization();
    const [mail, text] = [
      await desk.conversation(us.id),
      await desk.conversation(us.id, { modality: 'text' }),
    ];
    await desk.save(us, mail, { body_html: '<p>By mail</p>', autosend_draft: true });
    await desk.save(us, text, { body_html: 'By text & <fast>', autosend_draft: true });
    const names = await eventually(async () => {
      const found = (await readdir(desk.outbox)).filter((name) => !name.startsWith('.')).sort();
      expect(found).toHaveLength(2);
      return found;
    });
    const contents = await Promise.all(names.map((name) => readFile(join(desk.outbox, name), 'utf8')));
    const eml = contents[names.findIndex((name) => name.endsWith('.eml'))] ?? '';
    const txt = contents[names.findIndex((name) => name.endsWith('.txt'))] ?? '';
    expect((await simpleParser(eml)).html).toBe('<p>By mail</p>');
    expect(txt).toBe('From: +15550100\nTo: +15550199\n\nBy text & <fast>\n');
    await desk.close();
  });
});

test('a database that is away at the moment in which a job is done is asked again', async () => {
  let refusals = 2;
  const desk = await openTestDesk({
    between: (run) => async (text, values) => {
      if (/completed_on = now\(\)/.test(text) && refusals-- > 0) throw new Error('Connection terminated');
      return run(text, values);
    },
  });
  const us = await desk.organization();
  await desk.save(us, await desk.conversation(us.id), { autosend_draft: true });
  await eventually(async () => {
    const { rows } = await desk.store.query(`select state from pgboss.job where name = 'delivery'`);
    expect(rows).toEqual([{ state: 'completed' }]);
  });
  expect(refusals).toBeLessThanOrEqual(0);
  expect(await readdir(desk.outbox)).toHaveLength(1);
  await desk.close();
});
