import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../package-root.ts';
import type { Store } from '../store/database.ts';
import {
  attachment,
  contact,
  conversation,
  draft,
  event,
  message,
  organization,
  user,
} from '../store/schema.ts';
import { openTestStore } from '../store/test-store.ts';
import { importMail, type MailFile } from './import-mail.ts';

let store: Store;
let count = 0;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

/** A fresh organisation; the rep, of whom there is one in a store, belongs to the last that asked. */
async function desk(withRep = false) {
  count += 1;
  const id = `org_${count}`;
  await store.db.insert(organization).values({ id, name: id, sendingAddress: 'sales@acme.test' });
  if (withRep) {
    await store.db
      .insert(user)
      .values({ id: 'usr_rep', name: 'Rep', email: 'rep@acme.test', organizationId: id, role: 'rep' })
      .onConflictDoUpdate({ target: user.id, set: { organizationId: id } });
  }
  const of = <T>(rows: (T & { organizationId: string })[]) => rows.filter((row) => row.organizationId === id);
  return {
    id,
    add: (...files: MailFile[]) => importMail(store.db, id, files),
    messages: async () => of(await store.db.select().from(message).orderBy(message.occurredAt, message.id)),
    conversations: async () => of(await store.db.select().from(conversation).orderBy(conversation.startAt)),
    contacts: async () => of(await store.db.select().from(contact)),
    events: async () => of(await store.db.select().from(event).orderBy(event.id)),
    attachments: async () => of(await store.db.select().from(attachment)),
  };
}

const fixturesFolder = new URL('fixtures/', import.meta.url);
const fixture = (name: string): MailFile => ({ name, bytes: readFileSync(new URL(name, fixturesFolder)) });

interface Written {
  id?: string;
  from?: string;
  to?: string;
  replyTo?: string;
  subject?: string;
  date?: string;
  references?: string[];
  body?: string;
}

function written({
  id,
  from = 'ann@mail.example',
  to = 'sales@acme.test',
  references = [],
  ...rest
}: Written): MailFile {
  const lines = [
    `From: ${from}`,
    `To: ${to}`,
    ...(rest.replyTo ? [`Reply-To: ${rest.replyTo}`] : []),
    `Subject: ${rest.subject ?? 'Hello'}`,
    `Date: ${rest.date ?? 'Mon, 2 Mar 2026 10:00:00 +0000'}`,
    ...(id ? [`Message-ID: <${id}>`] : []),
    ...(references.length > 0 ? [`References: ${references.map((one) => `<${one}>`).join(' ')}`] : []),
    '',
    rest.body ?? 'Text',
  ];
  return { name: id ?? 'mail', bytes: Buffer.from(lines.join('\n')) };
}

test('every kind of mail becomes a message, and the second time there is nothing to add', async () => {
  const acme = await desk();
  const files = readdirSync(fixturesFolder).map(fixture);
  const first = await acme.add(...files);
  expect(first).toMatchObject({ imported: files.length + 2, skipped: 0, failed: [] });
  expect(first.conversations.length).toBe(files.length);
  const again = await acme.add(...files);
  expect(again).toEqual({ imported: 0, skipped: files.length + 2, conversations: [], failed: [] });
  expect(await acme.messages()).toHaveLength(first.imported);
  expect(await acme.events()).toHaveLength(first.imported);
  const files2 = (await acme.attachments()).map(({ filename, size, content }) => [
    filename,
    size,
    content.length,
  ]);
  expect(files2).toContainEqual(['Übersicht Dach€.pdf', 9, 9]);
});

test.each([
  ['sales@acme.test', 'a form of the own site that writes in the own name'],
  ['no-reply@forms.example', 'a sender that nobody reads'],
  ['NoReply+17@forms.example', 'another one'],
])('what %s sends, %s, is with whom its answers are to go to', async (from) => {
  const acme = await desk();
  await acme.add(written({ id: 'form@x', from, replyTo: 'Diana Prince <diana@themyscira.example>' }));
  expect(await acme.contacts()).toMatchObject([{ name: 'Diana Prince', email: 'diana@themyscira.example' }]);
  expect(await acme.messages()).toMatchObject([{ direction: 'received' }]);
  expect(await acme.conversations()).toMatchObject([{ isRead: false }]);
});

test('a person stays who they are, wherever they want answers, and so does what was sent from here', async () => {
  const acme = await desk();
  await acme.add(
    written({ id: 'ann@x', from: 'Ann <ann@mail.example>', replyTo: 'office@mail.example' }),
    written({ id: 'own@x', from: 'sales@acme.test', to: 'bob@mail.example', replyTo: 'help@acme.example' }),
  );
  expect((await acme.contacts()).map(({ email }) => email).sort()).toEqual([
    'ann@mail.example',
    'bob@mail.example',
  ]);
  expect((await acme.messages()).map(({ direction }) => direction).sort()).toEqual(['received', 'sent']);
});

const orders = [
  [1, 2, 3],
  [3, 2, 1],
  [2, 3, 1],
  [3, 1, 2],
];
test('a thread is one conversation with the customer, whatever order it comes in', async () => {
  for (const order of orders) {
    const acme = await desk(true);
    const report = await acme.add(...order.map((n) => fixture(`thread-${n}.eml`)));
    const [conversationRow, ...others] = await acme.conversations();
    expect(others).toEqual([]);
    expect(report.conversations).toEqual([conversationRow?.id]);
    expect(conversationRow).toMatchObject({ subject: 'New roof', modality: 'email', isRead: false });
    expect(conversationRow?.startAt).toMatch(/^2026-02-01 10:00:00/);
    expect(conversationRow?.lastActivityAt).toMatch(/^2026-02-03 10:00:00/);
    const [ida, ...more] = await acme.contacts();
    expect(more).toEqual([]);
    expect(ida).toMatchObject({ name: 'Ida', email: 'ida@thread.example' });
    expect((await acme.messages()).map((row) => [row.direction, row.agentId])).toEqual([
      ['received', null],
      ['sent', 'usr_rep'],
      ['received', null],
    ]);
    expect((await acme.events()).map(({ kind }) => kind).sort()).toEqual([
      'message_received',
      'message_received',
      'message_sent',
    ]);
  }
});

test('which messages are one conversation does not depend on the order of import', async () => {
  const thread = fc.array(fc.nat(), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(thread, { minLength: 1, maxLength: 3 }),
      fc.infiniteStream(fc.nat()),
      async (threads, shuffle) => {
        // The n-th message of a thread refers to one before it, so that each thread is a tree.
        const files = threads.flatMap((parents, t) =>
          parents.map((parent, n) =>
            written({
              id: `${t}.${n}@mail.example`,
              subject: n === 0 ? 'Roof' : 'Re: Roof',
              references: n === 0 ? [] : [`${t}.${parent % n}@mail.example`],
            }),
          ),
        );
        const keyed = files.map((file) => ({ file, key: shuffle.next().value ?? 0 }));
        const acme = await desk();
        await acme.add(...keyed.sort((one, other) => one.key - other.key).map(({ file }) => file));
        const rows = await acme.messages();
        expect(rows).toHaveLength(files.length);
        const found = new Map<string, Set<string>>();
        for (const row of rows) {
          const thread = row.emailMessageId?.split('.')[0] ?? '';
          found.set(row.conversationId, (found.get(row.conversationId) ?? new Set()).add(thread));
        }
        expect([...found.values()].every((names) => names.size === 1)).toBe(true);
        expect(found.size).toBe(threads.length);
        expect(await acme.conversations()).toHaveLength(threads.length);
      },
    ),
    { numRuns: 12 },
  );
});

describe('by subject, as a last resort,', () => {
  const later = 'Tue, 3 Mar 2026 10:00:00 +0000';
  const much = 'Tue, 3 Nov 2026 10:00:00 +0000';
  const first = { id: 'a@mail.example', subject: 'New roof' };
  test.each<[string, Written, number]>([
    ['an answer without references joins', { subject: 'RE: new  roof', date: later }, 1],
    ['another mail of the same subject does not join', { subject: 'New roof', date: later }, 2],
    ['an answer months later does not join', { subject: 'Re: New roof', date: much }, 2],
    ['an answer of somebody else does not join', { subject: 'Re: New roof', from: 'eve@other.example' }, 2],
    [
      'an answer to another mail does not join',
      { subject: 'Re: New roof', references: ['z@mail.example'] },
      2,
    ],
  ])('%s', async (_, answer, conversations) => {
    const both = [written(first), written({ id: 'b@mail.example', ...answer })];
    const acme = await desk();
    await acme.add(...both);
    expect(await acme.conversations()).toHaveLength(conversations);
    const reversed = await desk();
    await reversed.add(...both.reverse());
    expect(await reversed.conversations()).toHaveLength(conversations);
  });
});

test('a conversation in which somebody works is never dissolved', async () => {
  const acme = await desk();
  await acme.add(written({ id: 'a@mail.example' }), written({ id: 'c@mail.example' }));
  for (const row of await acme.conversations()) {
    await store.db.insert(draft).values({
      id: `rsp_${row.id}`,
      organizationId: acme.id,
      conversationId: row.id,
      status: 'saved',
      bodyHtml: 'x',
      revision: 'x',
      authorKind: 'key',
      authorId: 'key_1',
      authorName: 'AI',
    });
  }
  await acme.add(written({ id: 'd@mail.example', references: ['a@mail.example', 'c@mail.example'] }));
  expect(await acme.conversations()).toHaveLength(2);
  const drafts = await store.db.select().from(draft).where(eq(draft.organizationId, acme.id));
  expect(drafts).toHaveLength(2);
});

test('importing the same file several times at once adds it once', async () => {
  const acme = await desk();
  const files = [fixture('three.mbox'), fixture('no-message-id.eml')];
  const reports = await Promise.all([acme.add(...files), acme.add(...files, ...files), acme.add(...files)]);
  expect(reports.reduce((sum, { imported }) => sum + imported, 0)).toBe(4);
  expect(await acme.messages()).toHaveLength(4);
  expect(await acme.contacts()).toHaveLength(4);
});

test('the same mail with other line ends is the same mail', async () => {
  const acme = await desk();
  const { name, bytes } = fixture('crlf.eml');
  const lf = Buffer.from(
    Buffer.from(bytes as Uint8Array)
      .toString()
      .replaceAll('\r\n', '\n'),
  );
  expect(await acme.add({ name, bytes }, { name, bytes: lf })).toMatchObject({ imported: 1, skipped: 1 });
});

test('a form that gives every message the same identifier loses none', async () => {
  const acme = await desk();
  const files = ['1', '2', '3'].map((day) =>
    written({ id: 'form@web.example', date: `Mon, ${day} Jun 2026 10:00:00 +0000`, body: `Lead ${day}` }),
  );
  expect(await acme.add(...files)).toMatchObject({ imported: 3, skipped: 0 });
  expect(await acme.add(...files)).toMatchObject({ imported: 0, skipped: 3 });
});

test('mail of nobody is kept, with an unknown contact', async () => {
  const acme = await desk();
  await acme.add(fixture('no-from.eml'), written({ id: 'x@y.example', from: 'undisclosed' }));
  expect((await acme.contacts()).map(({ name, email }) => [name, email])).toEqual([
    ['Unknown contact', null],
  ]);
  expect(await acme.conversations()).toHaveLength(2);
});

test('what is no mail is named, and the rest goes on', async () => {
  const acme = await desk();
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('From: a@b.example\n');
    throw new Error('the disk is gone');
  }
  const seen: string[] = [];
  const files = [
    { name: 'empty.eml', bytes: Buffer.alloc(0) },
    { name: 'note.txt', bytes: Buffer.from('just a note') },
    { name: 'broken.eml', bytes: broken() },
    written({ id: 'good@mail.example' }),
  ];
  const report = await importMail(store.db, acme.id, files, ({ file }) => seen.push(file));
  expect(report).toMatchObject({
    imported: 1,
    failed: [
      { file: 'empty.eml', reason: 'It is empty.' },
      { file: 'note.txt', reason: 'It is no e-mail message: it does not begin with mail headers.' },
      { file: 'broken.eml', reason: 'It could not be read: the disk is gone.' },
    ],
  });
  expect(seen).toEqual(['empty.eml', 'note.txt', 'broken.eml', 'good@mail.example']);
});

const corpus = join(packageRoot, '../shared/corpus/eml');
if (existsSync(corpus)) {
  test('every file of the corpus is imported or named, and the second time nothing is added', async (context) => {
    const acme = await desk();
    const files = readdirSync(corpus).map((name) => ({ name, bytes: readFileSync(join(corpus, name)) }));
    const first = await acme.add(...files);
    const named = first.failed.map(({ file, reason }) => `${file}: ${reason}`);
    await context.annotate(
      `${files.length} files, ${first.imported} new, ${first.skipped} known; ${named.join('; ')}`,
    );
    expect(first.imported + first.skipped + first.failed.length, named.join('\n')).toBeGreaterThanOrEqual(
      files.length,
    );
    expect(
      named.every((line) => line.includes('It is no e-mail message')),
      named.join('\n'),
    ).toBe(true);
    const second = await acme.add(...files);
    expect(second).toMatchObject({ imported: 0, skipped: first.imported + first.skipped, conversations: [] });
  });
} else {
  test('the corpus is not beside this checkout', () => {
    expect(existsSync(corpus)).toBe(false);
  });
}
