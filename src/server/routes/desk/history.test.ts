import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultCheckLevels } from '#contract/desk/checks.ts';
import { getDeskConversation } from '#contract/desk/conversation.ts';
import { approveReplies, returnReplies, undoDecisions } from '#contract/desk/decisions.ts';
import {
  exportActivity,
  getRevision,
  keepVersion,
  listActivity,
  listHistory,
  listRevisions,
} from '#contract/desk/history.ts';
import { noApproval, putPolicy } from '#contract/desk/policy.ts';
import { addressOf } from '#contract/endpoint.ts';
import { type ResponseDraftInput, saveResponseDraft } from '#contract/response-drafts.ts';
import { type Organization, openTestDesk, type TestDesk } from '../../test-desk.ts';

type Person = { cookie: string };
let desk: TestDesk;
let us: Organization;
let rep: Person;
let manager: Person;
let stranger: Person;

beforeAll(async () => {
  desk = await openTestDesk({ sendHoldSeconds: 600 });
  us = await desk.organization();
  rep = await desk.person(us.id, 'rep', 'Kara Rep');
  manager = await desk.person(us.id, 'manager', 'Clark Manager');
  stranger = await desk.person((await desk.organization('Them')).id, 'manager');
});
afterAll(() => desk.close());

const replyIn = async (conversation: string) => {
  const params = { conversation_id: conversation };
  const { reply } = (await desk.call(getDeskConversation, { params, as: manager })).body;
  if (!reply) throw new Error('There is no reply');
  return reply;
};

/** What the AI drafts, a rep edits, a manager returns, the rep mends and a manager approves. */
async function aWholeStory() {
  const conversation = await desk.conversation(us.id);
  await desk.save(us, conversation, { body_html: '<p>One.</p>', cc_emails: ['a@b.example'] });
  const original = await replyIn(conversation);
  const edit = (body_html: string) =>
    desk.call(saveResponseDraft, {
      params: { organization_id: us.id, conversation_id: conversation },
      body: { body_html },
      as: rep,
    });
  await edit('<p>Two.</p>');
  const second = await replyIn(conversation);
  const items = [{ conversation_id: conversation, revision: second.revision }];
  const note = '=HYPERLINK("http://evil.example","Mention the skylight")';
  await desk.call(returnReplies, { body: { items, note }, as: manager });
  await edit('<p>Three.</p>');
  const third = await replyIn(conversation);
  const approved = [{ conversation_id: conversation, revision: third.revision }];
  await desk.call(approveReplies, { body: { items: approved }, as: manager });
  return { conversation, original, second, third, note };
}

test('a conversation tells who did what when, and what the reply said then', async () => {
  const { conversation, original, second, third, note } = await aWholeStory();
  const params = { conversation_id: conversation };
  const { body } = await desk.call(listHistory, { params, as: rep });
  expect(body.data.map(({ kind, actor, revision }) => [kind, actor.name, revision])).toEqual([
    ['draft_approved', 'Clark Manager', third.revision],
    ['draft_saved', 'Kara Rep', third.revision],
    ['draft_returned', 'Clark Manager', second.revision],
    ['draft_saved', 'Kara Rep', second.revision],
    ['draft_saved', 'AI', original.revision],
  ]);
  expect(body.data[2]).toMatchObject({ note, recipient: 'Casey Customer' });
  const revision = await desk.call(getRevision, {
    params: { ...params, response_id: original.response_id, revision: original.revision },
    as: rep,
  });
  expect(revision.body).toMatchObject({
    body_html: '<p>One.</p>',
    cc_emails: ['a@b.example'],
    author: { kind: 'key', name: 'AI' },
  });
});

test('it tells what an undo undid, and that who approved had edited', async () => {
  const { conversation } = await aWholeStory();
  const params = { conversation_id: conversation };
  const history = async () => (await desk.call(listHistory, { params, as: rep })).body.data;
  const [approval] = await history();
  const items = [{ conversation_id: conversation, decision_id: approval?.event_id ?? 0 }];
  await desk.call(undoDecisions, { body: { items }, as: manager });
  const body = { body_html: '<p>Four.</p>', autosend_draft: true };
  const where = { organization_id: us.id, conversation_id: conversation };
  await desk.call(saveResponseDraft, { params: where, body, as: manager });
  const [edited, undone] = await history();
  expect(edited).toMatchObject({ kind: 'draft_approved', edited: true, undoes: null });
  expect(approval).toMatchObject({ kind: 'draft_approved', edited: false });
  expect(undone).toMatchObject({
    kind: 'decision_undone',
    undoes: { event_id: approval?.event_id, kind: 'draft_approved' },
  });
  const by = undone?.actor.id ?? undefined;
  const query = { format: 'csv', conversation_id: conversation, kind: 'decision_undone', actor: by };
  const response = await desk.send(addressOf(exportActivity, { query }), { headers: manager });
  const [names, cells, ...more] = (await response.text()).trim().split('\n');
  expect(more).toEqual([]);
  const cell = (name: string) => cells?.split(',')[names?.split(',').indexOf(name) ?? -1];
  expect(cell('actor_id')).toBe(by);
  expect([cell('undoes'), cell('undoes_event_id')]).toEqual(['draft_approved', String(approval?.event_id)]);
});

test('a page ends where the next one begins', async () => {
  const { conversation } = await aWholeStory();
  const params = { conversation_id: conversation };
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await desk.call(listHistory, { params, query: { limit: 2, cursor }, as: rep });
    seen.push(...body.data.map(({ event_id }) => event_id));
    cursor = body.pagination.next_cursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual([...seen].sort((a, b) => b - a));
  expect(seen).toHaveLength(5);
});

test('another organisation sees neither history nor revisions', async () => {
  const { conversation, original } = await aWholeStory();
  const params = { conversation_id: conversation };
  expect((await desk.call(listHistory, { params, as: stranger })).status).toBe(404);
  const of = { ...params, response_id: original.response_id, revision: original.revision };
  expect((await desk.call(getRevision, { params: of, as: stranger })).status).toBe(404);
  const query = { response_id: original.response_id };
  expect((await desk.call(listRevisions, { params, query, as: stranger })).status).toBe(404);
  expect((await desk.call(listActivity, { as: stranger })).body.data).toEqual([]);
});

test('managers see the whole organisation, narrowed as they ask; reps do not', async () => {
  const { conversation } = await aWholeStory();
  const query = { conversation_id: conversation, kind: 'draft_returned' };
  const { body } = await desk.call(listActivity, { query, as: manager });
  expect(body.data.map(({ kind }) => kind)).toEqual(['draft_returned']);
  const ofKeys = await desk.call(listActivity, {
    query: { conversation_id: conversation, actor: 'key' },
    as: manager,
  });
  expect(ofKeys.body.data.map(({ actor }) => actor.name)).toEqual(['AI']);
  expect((await desk.call(listActivity, { as: rep })).status).toBe(403);
});

test('the log is taken home as JSON Lines or CSV, in which no note is a formula', async () => {
  const { conversation, note } = await aWholeStory();
  const file = async (format: string) => {
    const query = { format, conversation_id: conversation };
    const response = await desk.send(addressOf(exportActivity, { query }), { headers: manager });
    expect([response.status, response.headers.get('content-disposition')]).toEqual([
      200,
      expect.stringMatching(`activity-.*\\.${format}`),
    ]);
    return (await response.text()).trim().split('\n');
  };
  const lines = (await file('jsonl')).map((line) => JSON.parse(line));
  expect(lines.map(({ kind }) => kind)).toEqual([
    'draft_saved',
    'draft_saved',
    'draft_returned',
    'draft_saved',
    'draft_approved',
  ]);
  expect(lines[2].note).toBe(note);
  const csv = await file('csv');
  expect(csv[0]).toContain('event_id,at,kind,actor_kind,actor_id,actor_name,recipient');
  expect(csv).toHaveLength(6);
  expect(csv[3]).toContain(`"'=HYPERLINK(""http://evil.example"`);
});

test('a version that lost to another one stays in the history, once, and the reply stays as it is', async () => {
  const conversation = await desk.conversation(us.id);
  await desk.save(us, conversation, { body_html: '<p>Theirs.</p>' });
  const before = await replyIn(conversation);
  const params = { conversation_id: conversation };
  const body = { body_html: '<p>Mine.</p>', cc_emails: ['ann@x.example'] };
  const kept = (await desk.call(keepVersion, { params, body, as: rep })).body;
  await desk.call(keepVersion, { params, body, as: rep });
  expect(kept.response_id).toBe(before.response_id);
  expect(await replyIn(conversation)).toEqual(before);
  const { body: history } = await desk.call(listHistory, { params, as: rep });
  expect(history.data.map(({ kind, actor }) => [kind, actor.name])).toEqual([
    ['draft_kept', 'Kara Rep'],
    ['draft_saved', 'AI'],
  ]);
  const { body: found } = await desk.call(getRevision, { params: { ...params, ...kept }, as: manager });
  expect(found).toMatchObject({ body_html: '<p>Mine.</p>', cc_emails: ['ann@x.example'] });

  const bare = { conversation_id: await desk.conversation(us.id) };
  expect((await desk.call(keepVersion, { params: bare, body, as: rep })).status).toBe(404);
  expect((await desk.call(keepVersion, { params, body, as: stranger })).status).toBe(404);
});

test('what only asks for approval is told from what was let go, also in what is taken home', async () => {
  const admin = await desk.person(us.id, 'admin', 'Iris Admin');
  const conversation = await desk.conversation(us.id);
  for (const approval of [{ ...noApproval, reps: { email: true, text: true } }, noApproval]) {
    await desk.call(putPolicy, { body: { approval, checks: defaultCheckLevels }, as: admin });
    await desk.call(saveResponseDraft, {
      params: { organization_id: us.id, conversation_id: conversation },
      body: { body_html: '<p>Tomorrow.</p>', autosend_draft: true },
      as: rep,
    });
  }
  const params = { conversation_id: conversation };
  const told = (await desk.call(listHistory, { params, as: rep })).body.data;
  expect(told.map(({ kind, awaiting_approval }) => [kind, awaiting_approval])).toEqual([
    ['draft_queued', false],
    ['draft_queued', true],
  ]);
  const query = { format: 'csv' as const, conversation_id: conversation };
  const response = await desk.send(addressOf(exportActivity, { query }), { headers: manager });
  const [head = '', asked = '', letGo = ''] = (await response.text()).trim().split('\n');
  const column = head.split(',').indexOf('awaiting_approval');
  expect([asked, letGo].map((row) => row.split(',')[column])).toEqual(['1', '']);
});

/** What is told of a reply's versions; nothing given: of the one that was sent last. */
const versionsIn = async (conversation: string, response_id?: string) => {
  const params = { conversation_id: conversation };
  return (await desk.call(listRevisions, { params, query: { response_id }, as: manager })).body;
};

const saveAs = (
  as: Person,
  conversation: string,
  body: Partial<ResponseDraftInput>,
  headers: { autosave?: '?1' } = {},
) =>
  desk.call(saveResponseDraft, {
    params: { organization_id: us.id, conversation_id: conversation },
    body: { body_html: '', ...body },
    headers,
    as,
  });

test('the versions of a reply are what somebody finished or decided about, however often they paused', async () => {
  const conversation = await desk.conversation(us.id);
  await desk.save(us, conversation, { body_html: '<p>One.</p>' });
  const original = await replyIn(conversation);
  for (let n = 0; n < 60; n += 1)
    await saveAs(rep, conversation, { body_html: `<p>One and ${n}.</p>` }, { autosave: '?1' });
  await saveAs(rep, conversation, { body_html: '<p>Two.</p>' });
  const second = await replyIn(conversation);
  const items = [{ conversation_id: conversation, revision: second.revision }];
  await desk.call(returnReplies, { body: { items, note: 'No.' }, as: manager });
  for (let n = 0; n < 60; n += 1)
    await saveAs(rep, conversation, { body_html: `<p>Two and ${n}.</p>` }, { autosave: '?1' });
  const paused = await replyIn(conversation);
  const { data, sent } = await versionsIn(conversation, original.response_id);
  expect(sent).toBeNull();
  expect(data.map(({ revision, actor, fates }) => [revision, actor.kind, actor.name, fates])).toEqual([
    [original.revision, 'key', 'AI', []],
    [second.revision, 'person', 'Kara Rep', ['returned']],
    [paused.revision, 'person', 'Kara Rep', []],
  ]);
});

test('a version is told once, by who first wrote it, and a decision that was undone is not told', async () => {
  const conversation = await desk.conversation(us.id);
  await desk.save(us, conversation, { body_html: '<p>One.</p>' });
  await saveAs(rep, conversation, { body_html: '<p>Two.</p>' });
  await saveAs(rep, conversation, { body_html: '<p>One.</p>' });
  const { response_id, revision } = await replyIn(conversation);
  const items = [{ conversation_id: conversation, revision }];
  const told = async () =>
    (await versionsIn(conversation, response_id)).data.map(({ actor, fates }) => [actor.name, ...fates]);
  const { results } = (await desk.call(approveReplies, { body: { items }, as: manager })).body;
  expect(await told()).toEqual([['AI', 'approved'], ['Kara Rep']]);
  const decision_id = results[0]?.ok ? results[0].decision_id : 0;
  const undone = [{ conversation_id: conversation, decision_id }];
  await desk.call(undoDecisions, { body: { items: undone }, as: manager });
  expect(await told()).toEqual([['AI'], ['Kara Rep']]);
});

test('the reply that was sent last tells its versions, and none is told where none was sent', async () => {
  const conversation = await desk.conversation(us.id);
  expect(await versionsIn(conversation)).toEqual({ response_id: null, sent: null, data: [] });
  await desk.save(us, conversation, { body_html: '<p>One.</p>' });
  await saveAs(rep, conversation, { body_html: '<p>Two.</p>' }, { autosave: '?1' });
  // In the middle of a word: the approval is the only save of it.
  await saveAs(manager, conversation, { body_html: '<p>Three.</p>', autosend_draft: true });
  const { response_id, revision } = await replyIn(conversation);
  await desk.attempt(await desk.endHold(conversation));
  await desk.save(us, conversation, { body_html: '<p>Something else.</p>' });
  const versions = await versionsIn(conversation);
  expect(versions).toMatchObject({ response_id, sent: { revision, at: expect.any(String) } });
  expect(versions.data.map(({ actor, fates }) => [actor.name, ...fates])).toEqual([
    ['AI'],
    ['Kara Rep'],
    ['Clark Manager', 'approved', 'sent'],
  ]);
  expect(versions.data.at(-1)?.revision).toBe(revision);
});
