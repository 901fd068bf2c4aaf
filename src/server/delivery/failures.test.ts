import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getDeskConversation } from '#contract/desk/conversation.ts';
import { eventually } from '../../eventually-for-tests.ts';
import { freePort } from '../free-port.ts';
import { type Organization, openTestDesk, type TestDesk } from '../test-desk.ts';
import { outbox } from './outbox.ts';
import { smtp } from './smtp.ts';
import { hangUp, type Script, type ScriptedServer, scriptedServer, silence } from './test-mail-server.ts';
import type { Transport } from './transport.ts';

interface Failure {
  what: string;
  script: Script;
  /** Another address than the scripted server's. */
  url?: (port: number) => string | Promise<string>;
  reason: RegExp;
  final: boolean;
}

const failures: Failure[] = [
  {
    what: 'no program listens there',
    script: {},
    url: async () => `smtp://127.0.0.1:${await freePort()}`,
    reason: /^The mail server could not be reached, or broke off \(.*ECONNREFUSED.*\)\.$/,
    final: false,
  },
  {
    what: 'its name is unknown',
    script: {},
    url: () => 'smtp://mail.invalid:25',
    reason: /^The address of the mail server could not be found \(.*mail\.invalid.*\)\.$/,
    final: false,
  },
  {
    what: 'it speaks no TLS where TLS is asked for',
    script: {},
    url: (port) => `smtps://127.0.0.1:${port}`,
    reason: /^No secure connection to the mail server could be made \(.+\)\.$/,
    final: false,
  },
  {
    what: 'it offers TLS and has none',
    script: { EHLO: '250-welcome\r\n250 STARTTLS' },
    reason: /^No secure connection to the mail server could be made \(.*TLS is not available\)\.$/,
    final: false,
  },
  {
    what: 'its certificate is not good',
    script: {},
    url: () => withOwnCertificate(),
    reason:
      /^No secure connection to the mail server could be made \((certificate has expired|self-signed certificate)\)\.$/,
    final: false,
  },
  {
    what: 'it does not greet',
    script: { connect: silence },
    reason: /^The mail server did not answer in time \(.+\)\.$/,
    final: false,
  },
  {
    what: 'it wants nothing to do with this desk',
    script: { connect: '554 go away' },
    reason: /^The mail server does not talk to this desk at the moment \(.*554 go away\)\.$/,
    final: false,
  },
  {
    what: 'it does not know the password',
    script: { EHLO: '250-welcome\r\n250 AUTH PLAIN', AUTH: '535 5.7.8 bad credentials' },
    url: (port) => `smtp://desk:wrong@127.0.0.1:${port}`,
    reason: /^The mail server did not accept the sign-in of this desk \(535 5\.7\.8 bad credentials\)\.$/,
    final: false,
  },
  {
    what: 'it does not like the sender',
    script: { MAIL: '553 not yours' },
    reason: /^The mail server does not accept this desk's address as the sender \(553 not yours\)\.$/,
    final: true,
  },
  {
    what: 'it does not know the recipient',
    script: { RCPT: '550 5.1.1 no such mailbox' },
    reason: /^The mail server does not deliver to this recipient \(550 5\.1\.1 no such mailbox\)\.$/,
    final: true,
  },
  {
    what: 'it wants the recipient later',
    script: { RCPT: '450 greylisted' },
    reason: /^The mail server cannot take this message at the moment \(450 greylisted\)\.$/,
    final: false,
  },
  {
    what: 'it goes down in the middle',
    script: { MAIL: '421 shutting down' },
    reason: /^The mail server cannot take this message at the moment \(421 shutting down\)\.$/,
    final: false,
  },
  {
    what: 'it hangs up before it has the mail',
    script: { RCPT: hangUp },
    reason: /^The mail server could not be reached, or broke off \(.+\)\.$/,
    final: false,
  },
  {
    what: 'it falls silent before it has the mail',
    script: { MAIL: silence },
    reason: /^The mail server did not answer in time \(.+\)\.$/,
    final: false,
  },
  {
    what: 'it says nonsense',
    script: { connect: '<html>Welcome</html>' },
    reason: /^The mail server does not talk to this desk at the moment \(.*Welcome.*\)\.$/,
    final: false,
  },
  {
    what: 'it takes the mail for spam',
    script: { '.': '554 looks like spam' },
    reason: /^The mail server refused this message \(554 looks like spam\)\.$/,
    final: true,
  },
  {
    what: 'its disk is full',
    script: { '.': '452 insufficient storage' },
    reason: /^The mail server cannot take this message at the moment \(452 insufficient storage\)\.$/,
    final: false,
  },
  {
    what: 'it hangs up when it has the mail',
    script: { '.': hangUp },
    reason: /^The connection broke before the mail server said whether it has this message \(.+\)\.$/,
    final: false,
  },
  {
    what: 'it falls silent when it has the mail',
    script: { '.': silence },
    reason: /^The connection broke before the mail server said whether it has this message \(.+\)\.$/,
    final: false,
  },
];

const closing: (() => void)[] = [];
async function withOwnCertificate(): Promise<string> {
  const server = new SMTPServer({ secure: true });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  closing.push(() => server.close());
  return `smtps://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}

describe('a reply comes back with its reason, after at most as many tries as are allowed, when', () => {
  const servers = new Map<string, ScriptedServer>();
  const transports = new Map<string, Transport>();
  const conversations = new Map<string, string>();
  let desk: TestDesk;
  let us: Organization;
  let rep: { cookie: string };

  beforeAll(async () => {
    for (const { what, script, url } of failures) {
      const server = await scriptedServer(script);
      servers.set(what, server);
      const address = (await url?.(server.port)) ?? `smtp://127.0.0.1:${server.port}`;
      transports.set(what, smtp(address, outbox('/nowhere')));
    }
    const transport: Transport = {
      sendMail: (mail, lease) => {
        const source = Buffer.from(mail.source).toString();
        const row = failures.find(({ what }) => source.includes(`<p>${what}</p>`));
        return (transports.get(row?.what ?? '') ?? outbox('/nowhere')).sendMail(mail, lease);
      },
      async sendText() {},
      close() {},
    };
    desk = await openTestDesk({ transport, leaseSeconds: 20, retry: { limit: 1, delaySeconds: 1 } });
    us = await desk.organization();
    rep = await desk.person(us.id, 'rep');
    for (const { what } of failures) {
      const conversation = await desk.conversation(us.id);
      conversations.set(what, conversation);
      await desk.save(us, conversation, { body_html: `<p>${what}</p>`, autosend_draft: true });
    }
  });
  afterAll(async () => {
    await desk.close();
    for (const server of servers.values()) await server.stop();
    for (const close of closing) close();
  });

  test.each(failures)('$what', async ({ what, reason, final, script, url }) => {
    const conversation = conversations.get(what) ?? '';
    const params = { conversation_id: conversation };
    const reply = await eventually(async () => {
      const found = (await desk.call(getDeskConversation, { params, as: rep })).body.reply;
      expect(found).toMatchObject({ status: 'saved', failure: expect.any(String) });
      return found;
    });
    expect(reply).toMatchObject({ body_html: `<p>${what}</p>`, failure: expect.stringMatching(reason) });
    const { rows } = await desk.store.query(
      `select kind, data->>'reason' as reason from event
       where conversation_id = $1 and kind like 'draft%' order by id`,
      [conversation],
    );
    const retried = {
      kind: 'draft_retrying',
      reason: expect.stringMatching(/^(The|No) .+\(.+\)\. It is tried again\.$/),
    };
    expect(rows).toEqual([
      { kind: 'draft_queued', reason: null },
      ...(final ? [] : [retried]),
      { kind: 'draft_failed', reason: expect.stringMatching(reason) },
    ]);
    if (!url || 'connect' in script || 'EHLO' in script)
      expect(servers.get(what)?.connections()).toBe(final ? 1 : 2);
  });

  test('and a reply to another server is not kept from leaving by any of them', async () => {
    const good = await scriptedServer({});
    transports.set('', smtp(`smtp://127.0.0.1:${good.port}`, outbox('/nowhere')));
    const conversation = await desk.conversation(us.id);
    await desk.save(us, conversation, { autosend_draft: true });
    const params = { conversation_id: conversation };
    await eventually(async () =>
      expect((await desk.call(getDeskConversation, { params, as: rep })).body.reply).toBeNull(),
    );
    expect(good.connections()).toBe(1);
    await good.stop();
  });
});
