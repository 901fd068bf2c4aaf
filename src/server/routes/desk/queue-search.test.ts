import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { discardReply, undoDecisions } from '#contract/desk/decisions.ts';
import { listQueue } from '#contract/desk/queue.ts';
import { importMail } from '../../intake/import-mail.ts';
import { insertMessage } from '../../store/messages.ts';
import { newId } from '../../store/new-id.ts';
import { conversationsWith } from '../../store/search.ts';
import { type Organization, openTestDesk, type TestDesk } from '../../test-desk.ts';

let desk: TestDesk;
let us: Organization;
let rep: { cookie: string };

beforeAll(async () => {
  desk = await openTestDesk({ sendHoldSeconds: 600 });
  us = await desk.organization();
  rep = await desk.person(us.id, 'rep', 'Robin Rep');
});
afterAll(() => desk.close());

const found = async (search: string) => {
  const { body } = await desk.call(listQueue, { params: { tab: 'review' }, query: { search }, as: rep });
  return body.data.map((row) => row.conversation_id);
};

test('search finds by recipient, subject and words of the reply, and takes wildcards literally', async () => {
  const conversation = await desk.conversation(us.id, { subject: 'Skylight 100% done' });
  await desk.save(us, conversation, { body_html: '<p>The zinc sheet is here.</p>' });
  for (const search of ['skylight', 'ZINC sheet', 'casey@customer', '100%']) {
    expect([search, await found(search)]).toEqual([search, [conversation]]);
  }
  expect(await found('1%0')).toEqual([]);
});

test('search finds what stands in the history alone, its words in any order and place, also only begun', async () => {
  const conversation = await desk.conversation(us.id, { subject: 'Verandah' });
  await insertMessage(desk.db, {
    id: newId('msg'),
    organizationId: us.id,
    conversationId: conversation,
    modality: 'email',
    direction: 'received',
    content: '<p>The <b>wisteria</b> hides O’Malley’s gutter. الشرفة، 我们需要新屋顶 Überdachung 🎉</p>',
    contentFormat: 'html',
    occurredAt: new Date().toISOString(),
  });
  await desk.save(us, conversation, { body_html: '<p>A trellis helps.</p>' });
  for (const search of [
    'wister',
    'gutter wisteria verand',
    'casey trellis',
    "o'malley's",
    'الشرفة',
    'überdach',
  ])
    expect([search, await found(search)]).toEqual([search, [conversation]]);
  for (const search of ['wisteria rose', 'isteria', 'strong', '!', '& | !'])
    expect([search, await found(search)]).toEqual([search, []]);
});

const revisionIn = async (conversationId: string) => {
  const { body } = await desk.call(listQueue, { params: { tab: 'review' }, query: {}, as: rep });
  return body.data.find((row) => row.conversation_id === conversationId)?.revision ?? '';
};

const receive = (conversationId: string, content: string) =>
  insertMessage(desk.db, {
    id: newId('msg'),
    organizationId: us.id,
    conversationId,
    modality: 'email',
    direction: 'received',
    content,
    contentFormat: 'html',
    occurredAt: new Date().toISOString(),
  });

test('search finds words that are written with entities, or in part within tags', async () => {
  const conversation = await desk.conversation(us.id, { subject: 'Dormer' });
  await receive(
    conversation,
    `<p>Sch&ouml;ne Gr&uuml;&szlig;e, M&uuml;ller. The caf&#233; in Z&#xFC;rich leaks at <i>Hel</i>vetia&shy;platz. Blo&#x308;sch</p>
     <table><tr><td>rooflights</td><td>Larch</td></tr></table>`,
  );
  await desk.save(us, conversation, {
    body_html: '<p>The K&uuml;che has a <b>Vel</b>ux<br>window &lt;Typ&gt;.</p>',
  });
  const words = [
    'Müller',
    'grüße',
    'café',
    'Zürich',
    'Helvetiaplatz',
    'Blösch',
    'larch',
    'Küche',
    'Velux',
    'typ',
  ];
  for (const search of words) expect([search, await found(search)]).toEqual([search, [conversation]]);
  for (const search of ['uuml', 'szlig', '233', 'rooflightsLarch', 'Veluxwindow'])
    expect([search, await found(search)]).toEqual([search, []]);
});

test('search finds no markup, style or comment', async () => {
  const conversation = await desk.conversation(us.id, { subject: 'Chimney' });
  await receive(
    conversation,
    `<html><head><title>Untitled</title><style>.MsoSlate, @media { font-family: Gotham }</style></head>
     <body class="bodyclass"><!-- hiddenremark --><blockquote id=größenid class=quoteclass>Flashing</blockquote></body></html>`,
  );
  await desk.save(us, conversation, { body_html: '<p style="color: Maroon">Mortar</p>' });
  expect(await found('flashing mortar')).toEqual([conversation]);
  const marks = [
    'untitled',
    'MsoSlate',
    'gotham',
    'bodyclass',
    'hiddenremark',
    'größenid',
    'quoteclass',
    'maroon',
  ];
  for (const search of [...marks, 'blockquote']) expect([search, await found(search)]).toEqual([search, []]);
});

test('a changed reply is found by its new words alone, and a deleted one again once that is undone', async () => {
  const conversation = await desk.conversation(us.id, { subject: 'Balcony' });
  await desk.save(us, conversation, { body_html: '<p>Gel&auml;nder</p>' });
  await desk.save(us, conversation, { body_html: '<p>Br&uuml;stung</p>' });
  expect([await found('Geländer'), await found('Brüstung')]).toEqual([[], [conversation]]);
  const manager = await desk.person(us.id, 'manager', 'Mo Manager');
  const revision = await revisionIn(conversation);
  const params = { conversation_id: conversation };
  const { body } = await desk.call(discardReply, { params, body: { revision }, as: manager });
  expect(await found('Brüstung')).toEqual([]);
  await desk.call(undoDecisions, {
    body: { items: [{ conversation_id: conversation, decision_id: body.decision_id }] },
    as: manager,
  });
  expect(await found('Brüstung')).toEqual([conversation]);
});

test('imported mail is found by words that it writes with entities', async () => {
  const mail = `From: Zo <zo@customer.example>\nTo: office@roofers.example\nSubject: Eaves\nMessage-ID: <eaves@customer.example>
Date: Thu, 1 Oct 2026 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/html; charset=us-ascii\n\n<p>Die Dachl&uuml;cke t<u>ropf</u>t</p>\n`;
  await importMail(desk.db, us.id, [{ name: 'eaves.eml', bytes: Buffer.from(mail) }]);
  const [row] = (await desk.store.query(`select id from conversation where subject = 'Eaves'`)).rows;
  const { id } = row as { id: string };
  await desk.save(us, id, {});
  for (const search of ['Dachlücke', 'tropft']) expect([search, await found(search)]).toEqual([search, [id]]);
});

test('what no plain text was kept of is searched as it is written', async () => {
  const conversation = await desk.conversation(us.id, { subject: 'Attic' });
  await receive(conversation, '<p>Rafters</p>');
  await desk.save(us, conversation, { body_html: '<p>Joists</p>' });
  await desk.store.query('update message set content_text = null where conversation_id = $1', [conversation]);
  await desk.store.query('update draft set body_text = null where conversation_id = $1', [conversation]);
  expect(await found('rafters joists')).toEqual([conversation]);
});

test('Chinese, which has no spaces between words, is found within a subject or name', async () => {
  const conversation = await desk.conversation(us.id, { subject: '我们需要新屋顶' });
  await desk.save(us, conversation, {});
  expect(await found('新屋顶')).toEqual([conversation]);
});

test('no search and no filter makes the desk fail, whatever is typed', async () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.string({ unit: fc.constantFrom(...`'"\\:*&|!()<->%_ aé屋🎉`), maxLength: 30 }),
  );
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (search, value) => {
      const query = new URLSearchParams({ search, author: value, modality: value, age: value, flag: value });
      const { status } = await desk.send(`/api/desk/queue/review?${query}`, { headers: rep });
      // PostgreSQL's text has no NUL: that alone is refused.
      expect(status).toBe(search.includes('\0') ? 422 : 200);
    }),
    { numRuns: 150 },
  );
});

test('a search goes by the indexes of words', async () => {
  const there = await desk.organization();
  const conversation = await desk.conversation(there.id);
  await desk.store.query(
    `insert into message (id, organization_id, conversation_id, modality, direction, content, content_format, occurred_at)
     select $1::text || n, $2, $1, 'email', 'received', 'word' || n, 'text', now() from generate_series(1, 5000) n`,
    [conversation, there.id],
  );
  await desk.store.query(
    `with more as (
       insert into conversation (id, organization_id, contact_id, modality, start_at, last_activity_at)
       select c.id || n, organization_id, contact_id, modality, now(), now()
       from conversation c, generate_series(1, 5000) n where c.id = $1 returning id
     )
     insert into draft (id, organization_id, conversation_id, status, body_html, revision, author_kind, author_id, author_name)
     select id, $2, id, 'saved', '<p>' || id || '</p>', '', 'key', 'k', 'AI' from more`,
    [conversation, there.id],
  );
  await desk.store.query('analyze');
  const plan = await desk.db.execute(sql`explain ${conversationsWith(there.id, 'word4711')}`);
  const lines = JSON.stringify((plan as unknown as { rows: unknown[] }).rows);
  expect(lines).toContain('message_words');
  expect(lines).toContain('draft_words');
});
