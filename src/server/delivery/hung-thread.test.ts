import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { getDeskConversation } from '#contract/desk/conversation.ts';
import { listMessages } from '#contract/messages.ts';
import { eventually } from '../../eventually-for-tests.ts';
import { openTestDesk } from '../test-desk.ts';
import { outbox } from './outbox.ts';
import { smtp, startThread } from './smtp.ts';
import { scriptedServer } from './test-mail-server.ts';

/** Hangs over the first mail, with its line on the disk or without. */
const hangingAfter = (work: string) => `
  const { appendFileSync } = require('node:fs');
  require('node:worker_threads').parentPort.on('message', ({ line }) => { ${work}; for (;;); });`;

test.each([
  ['before a mail left: it is sent once, by a new one', '', 1],
  [
    'after a mail left: it counts as sent, and is not sent again',
    `appendFileSync(line.file, '\\n' + JSON.stringify(line.departure) + '\\n')`,
    0,
  ],
])('a thread that talks to the mail server hangs %s', async (_, work, mails) => {
  const server = await scriptedServer({});
  let threads = 0;
  const transport = smtp(`smtp://127.0.0.1:${server.port}`, outbox('/nowhere'), (url) =>
    threads++ === 0 ? new Worker(hangingAfter(work), { eval: true }) : startThread(url),
  );
  const desk = await openTestDesk({ transport, leaseSeconds: 10 });
  const us = await desk.organization();
  const rep = await desk.person(us.id, 'rep');
  const conversation = await desk.conversation(us.id);
  await desk.save(us, conversation, { body_html: '<p>Only once</p>', autosend_draft: true });
  const params = { organization_id: us.id, conversation_id: conversation };
  await eventually(async () =>
    expect((await desk.call(getDeskConversation, { params, as: rep })).body.reply).toBeNull(),
  );
  const { body } = await desk.call(listMessages, { params, as: { 'x-api-key': us.key } });
  expect(body.data.filter(({ message_direction }) => message_direction === 'sent')).toHaveLength(1);
  expect(server.heard().split('<p>Only once</p>').length - 1).toBe(mails);
  await desk.close();
  await server.stop();
});
