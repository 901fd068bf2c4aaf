import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CheckLevels, defaultCheckLevels } from '#contract/desk/checks.ts';
import { noApproval, putPolicy } from '#contract/desk/policy.ts';
import { createMessageDraft, listMessageDrafts } from '#contract/message-drafts.ts';
import { insertContact } from '../store/contacts.ts';
import { newId } from '../store/new-id.ts';
import { type Organization, openTestDesk, type TestDesk } from '../test-desk.ts';

let desk: TestDesk;
let us: Organization;
let admin: { cookie: string };
let key: { 'x-api-key': string };

beforeAll(async () => {
  desk = await openTestDesk({ sendHoldSeconds: 600 });
  us = await desk.organization();
  admin = await desk.person(us.id, 'admin');
  key = { 'x-api-key': us.key };
});
afterAll(() => desk.close());

const choose = (levels: Partial<CheckLevels>) =>
  desk.call(putPolicy, {
    body: { approval: noApproval, checks: { ...defaultCheckLevels, ...levels } },
    as: admin,
  });
beforeEach(() => choose({}));

const params = () => ({ organization_id: us.id });
const draft = (body: object) =>
  desk.call(createMessageDraft, {
    params: params(),
    body: { modality: 'email', to_email: 'nora@new.example', subject: 'Your roof', ...body } as never,
    as: key,
  });
const letGo = (body: object) => draft({ ...body, autosend_draft: true });
const listed = async () =>
  (await desk.call(listMessageDrafts, { params: params(), query: {}, as: key })).body.data.map(
    ({ draft_id }) => draft_id,
  );

describe('a first message that has what its organization does not let out', () => {
  const unfilled = { body_html: '<p>Hi {{name}},</p><p>when may we come?</p>' };

  test('is refused in the words in which the same reply is, and nothing is kept of it', async () => {
    const reply = await desk.save(us, await desk.conversation(us.id), { ...unfilled, autosend_draft: true });
    expect([reply.status, reply.body.detail]).toEqual([
      400,
      expect.stringMatching(/^It cannot go out like this\. .*\{\{name\}\}/),
    ]);
    const before = await listed();
    const first = await letGo(unfilled);
    expect([first.status, first.body.detail]).toEqual([400, reply.body.detail]);
    const text = await letGo({ modality: 'text', to_phone_number: '+15550123', body_html: 'Hi {{name}}!' });
    expect([text.status, text.body.detail]).toEqual([400, reply.body.detail]);
    expect(await listed()).toEqual(before);
  });

  test('is saved where nobody lets it go', async () => {
    const saved = await draft(unfilled);
    expect([saved.status, saved.body.scheduled_to_send]).toEqual([201, false]);
    expect((await draft({ ...unfilled, add_notification: true })).status).toBe(201);
    expect(await listed()).toContain(saved.body.draft_id);
  });

  test('goes out where the organization only warns of it', async () => {
    await choose({ placeholder: 'warn' });
    const queued = await letGo(unfilled);
    expect([queued.status, queued.body.scheduled_to_send]).toEqual([201, true]);
  });

  test('is a text of more segments than carriers take', async () => {
    const long = { modality: 'text', to_phone_number: '+15550123', body_html: 'We can come. '.repeat(200) };
    expect((await letGo(long)).body.detail).toContain('carriers take');
    expect((await draft(long)).status).toBe(201);
  });
});

test('whom a first message greets is compared with whom it goes to', async () => {
  await choose({ greeting: 'block' });
  const greets = { body_html: '<p>Hi Nora,</p><p>when may we come?</p>' };
  expect((await letGo({ ...greets, to_user_name: 'Nora New' })).status).toBe(201);
  const other = await letGo({ ...greets, to_user_name: 'Diana Prince', to_email: 'diana@new.example' });
  expect([other.status, other.body.detail]).toEqual([400, expect.stringContaining('goes to Diana Prince')]);
});

test('a contact that the first message goes to is known by its name and is no other customer', async () => {
  await choose({ greeting: 'block', domain: 'block' });
  const email = 'bruce@wayne.example';
  await insertContact(desk.db, { id: newId('cnt'), organizationId: us.id, name: 'Bruce Wayne', email });
  const to = { to_email: 'Bruce@wayne.example' };
  const greets = (name: string) => ({ body_html: `<p>Hi ${name},</p><p>when may we come?</p>` });
  expect((await letGo({ ...to, ...greets('Diana') })).body.detail).toContain('goes to Bruce Wayne');
  const copied = { ...greets('Bruce'), cc_emails: ['alfred@wayne.example'] };
  expect((await letGo({ ...to, ...copied })).status).toBe(201);
  const elsewhere = await letGo({ ...copied, to_user_name: 'Bruce' });
  expect([elsewhere.status, elsewhere.body.detail]).toEqual([
    400,
    expect.stringContaining('alfred@wayne.example belongs to another customer'),
  ]);
});

test('to a first message everybody is new but the one it goes to and one’s own people', async () => {
  await choose({ new_recipient: 'block' });
  const body_html = '<p>When may we come?</p>';
  const known = ['nora@new.example', 'boss@roofers.example'];
  expect((await letGo({ body_html, cc_emails: known })).status).toBe(201);
  const stranger = await letGo({ body_html, bcc_emails: ['stranger@elsewhere.example'] });
  expect([stranger.status, stranger.body.detail]).toEqual([
    400,
    expect.stringContaining('stranger@elsewhere.example'),
  ]);
});
