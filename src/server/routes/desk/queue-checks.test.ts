import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultCheckLevels, listCustomerDomains } from '#contract/desk/checks.ts';
import { noApproval, putPolicy } from '#contract/desk/policy.ts';
import { listQueue } from '#contract/desk/queue.ts';
import type { ResponseDraftInput } from '#contract/response-drafts.ts';
import { insertContact } from '../../store/contacts.ts';
import { insertMessage } from '../../store/messages.ts';
import { newId } from '../../store/new-id.ts';
import { type Organization, openTestDesk, type TestDesk } from '../../test-desk.ts';

let desk: TestDesk;
let us: Organization;
let manager: { cookie: string };

beforeAll(async () => {
  desk = await openTestDesk();
  us = await desk.organization();
  manager = await desk.person(us.id, 'manager', 'Clark Manager');
  const others = ['globex.example', 'gmail.com'];
  for (const domain of others)
    await insertContact(desk.db, { id: newId('cnt'), organizationId: us.id, email: `x@${domain}` });
});
afterAll(() => desk.close());

const listed = async () =>
  (await desk.call(listQueue, { params: { tab: 'review' }, query: { limit: 100 }, as: manager })).body.data;

/** What the row of a new draft says. */
async function rowOf(draft: Partial<ResponseDraftInput>) {
  const conversation = await desk.conversation(us.id);
  expect((await desk.save(us, conversation, draft)).status).toBe(200);
  const row = (await listed()).find((found) => found.conversation_id === conversation);
  return { checks: row?.checks.map(({ check }) => check), complete: row?.checks_complete };
}

describe('a row says what the checks find', () => {
  test('in the words', async () => {
    const body = '<p>Dear {{name}}, see <a href="https://evil.example/">https://roofers.example/</a></p>';
    expect(await rowOf({ body_html: body })).toEqual({ checks: ['placeholder', 'link'], complete: true });
    expect(await rowOf({})).toEqual({ checks: [], complete: true });
  });

  test.each([
    ['new to the conversation', 'pat@initech.example', ['new_recipient']],
    ['at a domain that looks like the customer’s', 'ann@custorner.example', ['new_recipient', 'domain']],
    ['at the domain of another customer', 'y@globex.example', ['new_recipient', 'domain']],
    ['at a domain below that of another customer', 'y@eu.globex.example', ['new_recipient', 'domain']],
    ['at a provider that another customer is at as well', 'y@gmail.com', ['new_recipient']],
    ['one of ours', 'rob@roofers.example', []],
    ['the customer', 'Casey <casey@customer.example>', []],
  ])('of whom it is copied to: %s', async (_, address, checks) => {
    expect(await rowOf({ cc_emails: [address] })).toEqual({ checks, complete: true });
    expect(await rowOf({ bcc_emails: [address] })).toEqual({ checks, complete: true });
  });

  test('of each reply by its own conversation', async () => {
    const [known, unknown] = [await desk.conversation(us.id), await desk.conversation(us.id)];
    const at = new Date().toISOString();
    await insertMessage(desk.db, {
      id: newId('msg'),
      organizationId: us.id,
      conversationId: known,
      modality: 'email',
      direction: 'sent',
      ccEmails: ['Ann <ann@surveyor.example>'],
      content: 'Ann measures it.',
      contentFormat: 'text',
      sentAt: at,
      occurredAt: at,
    });
    for (const conversation of [known, unknown])
      await desk.save(us, conversation, { cc_emails: ['ann@surveyor.example'] });
    const rows = await listed();
    const checksOf = (id: string) =>
      rows.find((row) => row.conversation_id === id)?.checks.map(({ check }) => check);
    expect([checksOf(known), checksOf(unknown)]).toEqual([[], ['new_recipient']]);
  });

  test('as far as it is looked at: the beginning of a long one, and whom it is copied to', async () => {
    const paragraph = `<p>${'The gutter is mended on Thursday. '.repeat(10)}</p>`;
    const long = paragraph.repeat(Math.ceil(70_000 / paragraph.length));
    expect(await rowOf({ body_html: long })).toEqual({ checks: [], complete: false });
    const found = { body_html: `<p>Dear {{name}},</p>${long}`, cc_emails: ['pat@initech.example'] };
    expect(await rowOf(found)).toEqual({ checks: ['placeholder', 'new_recipient'], complete: false });
    const oneBlock = `<p><a href="https://roofers.example/">https://roofers.example/${'x'.repeat(70_000)}</a></p>`;
    expect(await rowOf({ body_html: oneBlock })).toEqual({ checks: [], complete: false });
  });

  test('in the order in which the reply itself lists it, and not what the organisation does not ask for', async () => {
    const there = await desk.organization();
    const admin = await desk.person(there.id, 'admin', 'Ada Admin');
    const checks = { ...defaultCheckLevels, new_recipient: 'off', domain: 'block' } as const;
    expect((await desk.call(putPolicy, { body: { approval: noApproval, checks }, as: admin })).status).toBe(
      200,
    );
    const conversation = await desk.conversation(there.id);
    await desk.save(there, conversation, { cc_emails: ['ann@custorner.example'] });
    const { body } = await desk.call(listQueue, { params: { tab: 'review' }, as: admin });
    expect(body.data.map((row) => row.checks)).toEqual([[{ check: 'domain', level: 'block' }]]);
  });
});

test('a domain below that of another customer is theirs, however a domain is written', async () => {
  await insertContact(desk.db, { id: newId('cnt'), organizationId: us.id, email: 'x@xn--mller-kva.example' });
  const conversation = await desk.conversation(us.id);
  const asked = 'EU.Globex.example,müller.example,initech.example,customer.example';
  const { body } = await desk.call(listCustomerDomains, {
    params: { conversation_id: conversation },
    query: { domains: asked },
    as: manager,
  });
  expect(body.data.toSorted()).toEqual(['customer.example', 'globex.example', 'xn--mller-kva.example']);
});
