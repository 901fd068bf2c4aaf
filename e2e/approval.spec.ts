import type { Page, Route } from '@playwright/test';
import { decisionOn } from './fixtures/decision.ts';
import type { DeskApi, Draft } from './fixtures/desk-api.ts';
import { gate } from './fixtures/gate.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { replyToEach, toReview } from './fixtures/replies.ts';
import { caretToEnd, logOf, openConversation, repliesOn, replyOn, untilIdle } from './fixtures/screen.ts';
import { expect, type TestThings, test } from './fixtures/test.ts';

let customer = '';
let question = '';
let conversation = '';
test.beforeEach(async ({ api }) => {
  customer = newAddress('wren');
  question = `<${customer}>`;
  [conversation = ''] = await api.importMail(
    letter({ from: `Wren Customer <${customer}>`, messageId: question }),
  );
});

const words = '<p>Hi Wren,</p><p>we come on Tuesday.</p>';

/** The manager has the reply open that the rep let go. @returns what the rep asks with. */
async function readAsManager(
  { page, apiOf, signIn }: Pick<TestThings, 'apiOf' | 'signIn'> & { page: Page },
  recipients: Pick<Draft, 'cc_emails' | 'bcc_emails'> = {},
) {
  const rep = await apiOf('rep');
  await rep.saveDraft(conversation, { body_html: words, ...recipients, autosend_draft: true });
  await signIn(page, 'manager');
  await openConversation(page, conversation);
  return rep;
}

test('a rep sends, a manager reads and approves, and it arrives once, as approved', async ({
  page,
  anotherPage,
  mailServer,
  signIn,
}) => {
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  const reply = replyOn(page);
  await reply.body.click();
  await page.keyboard.type('Hi Wren, we come on Tuesday.');
  await reply.sendNow.check();
  await expect(page.getByText('A manager approves it first')).toBeVisible();
  await reply.send.click();
  await expect(reply.status).toHaveText('Waiting for approval');
  await expect(page.getByRole('button', { name: 'Approve and send' })).toHaveCount(0);
  expect(mailServer.mailFor(customer)).toEqual([]);

  const managers = await anotherPage('manager');
  await managers.goto(`/queue/approval?search=${customer}`);
  await repliesOn(managers).getByRole('link', { name: 'Wren Customer' }).click();
  await expect(replyOn(managers).status).toHaveText('Waiting for approval');
  await decisionOn(managers).approve.click();

  await expect(reply.status).toHaveText(/^Sent/);
  const message = logOf(page).getByRole('article').last();
  await expect(message).toContainText('Sent as approved by Clark Webb');
  await message.getByText('Sent as approved').click();
  const fingerprint = (name: string) =>
    message.getByText(name, { exact: true }).locator('xpath=following-sibling::dd').innerText();
  expect(await fingerprint('Sent fingerprint')).toMatch(/^[0-9a-f]{64}$/);
  expect(await fingerprint('Approved fingerprint')).toBe(await fingerprint('Sent fingerprint'));
  const [arrived, ...again] = mailServer.mailFor(customer);
  expect(again).toEqual([]);
  expect(arrived?.mail.text).toContain('we come on Tuesday.');
});

test('a decision leads to the next reply of the queue, ready to be decided', async ({
  page,
  api,
  apiOf,
  signIn,
}) => {
  const rep = await apiOf('rep');
  const subject = `Gutter ${customer}`;
  await replyToEach(['Ada', 'Bea', 'Cleo'], { api, by: rep, subject });
  await signIn(page, 'manager');
  await page.goto(`/queue/approval?search=${customer}`);
  await repliesOn(page).getByRole('link', { name: 'Cleo' }).click();
  const decision = decisionOn(page);
  await decision.approve.click();
  await expect(page.getByRole('heading', { level: 1, name: /Bea/ })).toBeVisible();
  await decision.giveBack.click();
  await decision.note.fill('Say which day.');
  await decision.giveBack.click();
  await expect(page.getByRole('heading', { level: 1, name: /Ada/ })).toBeVisible();
  await decision.approve.click();
  await expect(page).toHaveURL(/\/queue\/approval/);
  await expect(repliesOn(page)).toHaveCount(0);
});

/** Replies to Bea and Ada wait for a review, and Ada's is opened from there. */
async function openAda(page: Page, api: DeskApi) {
  const subject = `Eaves ${newAddress('lot')}`;
  const conversations = await replyToEach(['Bea', 'Ada'], { api, subject, draft: toReview });
  await page.goto(`/queue/review?search=${encodeURIComponent(subject)}`);
  await repliesOn(page).getByRole('link', { name: 'Ada' }).press('Enter');
  return conversations;
}

test('Ctrl+Enter lets a reply go and goes on in the queue that it was opened from, and z brings it back', async ({
  page,
  api,
  signIn,
}) => {
  await signIn(page, 'rep');
  const conversations = await openAda(page, api);
  const row = (name: string) => repliesOn(page).getByRole('link', { name });
  const { body, sendNow } = replyOn(page);
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  await caretToEnd(page, body);
  await page.keyboard.type(' Soon.');
  await sendNow.check();
  await body.press('Control+Enter');
  await expect(heading('Bea')).toBeVisible();
  await expect(row('Ada')).toHaveCount(0);
  await expect(decisionOn(page).done).toContainText('the reply to Ada');
  await expect(row('Bea')).toBeFocused();
  await page.keyboard.press('z');
  await expect(row('Ada')).toBeVisible();
  expect(await api.draft(conversations.get('Ada') ?? '')).toMatchObject({
    body_html: '<p>Hi Ada, yes. Soon.</p>',
    scheduled_send_at: null,
  });
});

test('Ctrl+Enter goes on also where it comes before the desk has told of a save', async ({
  page,
  api,
  signIn,
}) => {
  await signIn(page, 'rep');
  const conversations = await openAda(page, api);
  const { body, sendNow, status } = replyOn(page);
  await caretToEnd(page, body);
  await sendNow.check();
  await caretToEnd(page, body);
  await page.keyboard.type(' Soon.');
  const told = gate();
  await page.route(`**/api/desk/conversations/${conversations.get('Ada')}`, async (route) => {
    await told.opened;
    await route.fallback();
  });
  await page.keyboard.press('Control+S');
  await expect(status).toHaveText(/^Saved/);
  await page.keyboard.press('Control+Enter');
  told.open();
  await expect(page.getByRole('heading', { level: 1, name: 'Bea' })).toBeVisible();
  await expect(decisionOn(page).done).toContainText('the reply to Ada');
});

test('Ctrl+Enter saves a draft from within it, and approves it from anywhere else, and goes on', async ({
  page,
  api,
  signIn,
}) => {
  await signIn(page, 'manager');
  const conversations = await openAda(page, api);
  const { body, status } = replyOn(page);
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  await caretToEnd(page, body);
  await page.keyboard.type(' Soon.');
  await page.keyboard.press('Control+Enter');
  await expect(status).toHaveText(/^Saved/);
  await expect(heading('Ada')).toBeVisible();
  expect(await api.draft(conversations.get('Ada') ?? '')).toMatchObject({ scheduled_send_at: null });
  await repliesOn(page).getByRole('link', { name: 'Ada' }).focus();
  await page.keyboard.press('Control+Enter');
  await expect(decisionOn(page).done).toContainText('Approved the reply to Ada');
  await expect(heading('Bea')).toBeVisible();
  await expect(repliesOn(page).getByRole('link', { name: 'Ada' })).toHaveCount(0);
});

test('what a manager has just saved is what is approved, however late the desk tells of it', async ({
  page,
  api,
  signIn,
}) => {
  await api.saveDraft(conversation, { body_html: words });
  await signIn(page, 'manager');
  await openConversation(page, conversation);
  const { body, status } = replyOn(page);
  await caretToEnd(page, body);
  await page.keyboard.type(' Early.');
  const held = gate();
  await page.route(`**/api/desk/conversations/${conversation}`, async (route) => {
    await held.opened;
    await route.continue();
  });
  await page.keyboard.press('Control+S');
  await expect(status).toHaveText(/^Saved/);
  await decisionOn(page).approve.click();
  held.open();
  await expect(status).toHaveText(/^Sent/);
  const [sent] = (await api.messages(conversation)).filter(({ message_direction: way }) => way === 'sent');
  expect(sent?.content).toContain('Early.');
});

test('whoever returns a reply by keys goes on at the row of the next one', async ({
  page,
  api,
  apiOf,
  signIn,
}) => {
  const rep = await apiOf('rep');
  const subject = `Gutter ${customer}`;
  await replyToEach(['Ada', 'Bea', 'Cleo'], { api, by: rep, subject });
  await signIn(page, 'manager');
  await page.goto(`/queue/approval?search=${customer}`);
  const row = (name: string) => repliesOn(page).getByRole('link', { name });
  await row('Cleo').press('Enter');
  const decision = decisionOn(page);
  await expect(decision.approve).toBeVisible();
  await page.keyboard.press('r');
  await page.keyboard.type('Say which day.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: /Bea/ })).toBeVisible();
  await expect(row('Bea')).toBeFocused();
  await page.keyboard.press(']');
  await expect(page.getByRole('heading', { level: 1, name: /Ada/ })).toBeVisible();
  await expect(row('Ada')).toBeFocused();
});

test('whoever takes a waiting reply back goes on in it, not in its neighbour', async ({
  page,
  api,
  apiOf,
  signIn,
}) => {
  const rep = await apiOf('rep');
  const subject = `Gutter ${customer}`;
  await replyToEach(['Ada', 'Bea'], { api, by: rep, subject });
  await signIn(page, 'rep');
  await page.goto(`/queue/approval?search=${customer}`);
  const row = (name: string) => repliesOn(page).getByRole('link', { name });
  await row('Bea').press('Enter');
  const { body, status } = replyOn(page);
  await expect(status).toHaveText('Waiting for approval');
  const neighbour = await row('Ada').evaluateHandle((link) => {
    const seen = { focused: false };
    link.addEventListener('focus', () => {
      seen.focused = true;
    });
    return seen;
  });
  await page.keyboard.press('e');
  await expect(body).toBeFocused();
  await expect(repliesOn(page).getByRole('link')).toHaveCount(1);
  await expect(body).toBeFocused();
  expect(await neighbour.evaluate(({ focused }) => focused)).toBe(false);
});

test('what was asked for is taken back by z, and the keyboard is at the reply', async ({ page, signIn }) => {
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  const { body, sendNow, status } = replyOn(page);
  await sendNow.check();
  await body.click();
  await page.keyboard.type('Hi Wren, we come on Tuesday.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Queued reply' })).toBeFocused();
  await expect(status).toHaveText('Waiting for approval');
  await expect(decisionOn(page).done).toContainText('Asked for approval');
  await page.keyboard.press('z');
  await expect(status).toHaveText(/^Saved/);
  await expect(page.getByRole('region', { name: 'Your reply' })).toBeFocused();
  await page.keyboard.press('e');
  await expect(body).toBeFocused();
});

test('a yes that comes too late leads back to what changed, and the next reply waits', async ({
  page,
  api,
  apiOf,
  signIn,
}) => {
  const rep = await apiOf('rep');
  const subject = `Gutter ${customer}`;
  const replies = await replyToEach(['Ada', 'Bea'], {
    api,
    by: rep,
    subject,
    draft: (name) => ({ body_html: `<p>Hi ${name}, on Monday.</p>`, autosend_draft: true }),
  });
  await signIn(page, 'manager');
  await page.goto(`/queue/approval?search=${customer}`);
  await repliesOn(page).getByRole('link', { name: 'Bea' }).click();
  const decision = decisionOn(page);
  await expect(decision.approve).toBeVisible();
  const saved = { body_html: '<p>Hi Bea, on Friday.</p>', autosend_draft: true };
  await page.route('**/api/desk/decisions/approve', async (route) => {
    await rep.saveDraft(replies.get('Bea') ?? '', saved);
    await route.continue();
  });
  await decision.approve.click();
  await expect(decision.alert).toContainText('changed while you were reading it. Nothing was sent');
  await expect(page.getByRole('heading', { level: 1, name: /Bea/ })).toBeVisible();
  await expect(decision.changes).toContainText('Changed since you read it');
  const changed = decision.changes.locator('iframe').contentFrame();
  await expect(changed.locator('ins')).toContainText('Friday');
  await expect(repliesOn(page).getByRole('link')).toHaveCount(2);
  await page.unroute('**/api/desk/decisions/approve');
  await decision.approve.click();
  await expect(page.getByRole('heading', { level: 1, name: /Ada/ })).toBeVisible();
});

test('what changed while a manager read it is not sent but shown', async ({ page, apiOf, signIn }) => {
  const rep = await readAsManager({ page, apiOf, signIn });
  const decision = decisionOn(page);
  await expect(decision.approve).toBeVisible();
  await rep.saveDraft(conversation, {
    body_html: words.replace('Tuesday', 'Friday'),
    cc_emails: ['boss@rival.example'],
    autosend_draft: true,
  });
  await decision.approve.click();
  await expect(decision.alert).toContainText('changed while you were reading it. Nothing was sent');
  await expect(decision.changes).toContainText('boss@rival.example');
  await expect(replyOn(page).status).toHaveText('Waiting for approval');
  await decision.approve.click();
  await expect(replyOn(page).status).toHaveText(/Queued to send|Sending|Sent/);
});

test('on a narrow screen what changed comes by itself, once it kept a decision from being made', async ({
  page,
  apiOf,
  signIn,
}) => {
  await page.setViewportSize({ width: 1024, height: 800 });
  const rep = await readAsManager({ page, apiOf, signIn });
  const decision = decisionOn(page);
  await expect(decision.approve).toBeVisible();
  const changes = { body_html: words.replace('Tuesday', 'Friday'), cc_emails: ['boss@rival.example'] };
  await rep.saveDraft(conversation, { ...changes, autosend_draft: true });
  const sheet = page.getByRole('dialog', { name: 'Review' });
  await expect(page.getByText('This reply was changed since you opened it.')).toBeVisible();
  await expect(sheet).toBeHidden();
  await decision.approve.click();
  const shown = sheet.getByRole('region', { name: 'What changed' });
  await expect(shown).toBeFocused();
  await expect(shown).toContainText('boss@rival.example');
  await expect(shown.locator('iframe').contentFrame().locator('ins')).toHaveText('Friday');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(decision.alert).toContainText('changed while you were reading it. Nothing was sent');
  // It is decided where it is read, without closing that first.
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await expect(sheet.getByRole('button', { name: 'Approve and send' })).toBeVisible();
  await page.keyboard.press('r');
  await page.keyboard.type('Not Friday.');
  await page.keyboard.press('Escape');
  await expect(decision.note).toBeHidden();
  await page.keyboard.press('r');
  await expect(decision.note).toHaveValue('Not Friday.');
  await page.keyboard.press('Escape');
  await expect(decision.note).toBeHidden();
  await expect(decision.giveBack).toBeFocused();
  await page.keyboard.press(']');
  await expect(replyOn(page).status).toHaveText(/Queued to send|Sending|Sent/);
});

test('what changed is shown to a manager who was comparing other versions when it did', async ({
  page,
  api,
  apiOf,
  signIn,
}) => {
  await api.saveDraft(conversation, { body_html: '<p>Hi Wren, maybe.</p>' });
  const earlier = await apiOf('rep');
  await earlier.saveDraft(conversation, { body_html: '<p>Hi Wren, soon.</p>' });
  const rep = await readAsManager({ page, apiOf, signIn });
  const decision = decisionOn(page);
  const changed = decision.changes.locator('iframe').contentFrame();
  await decision.changes.getByLabel('From').selectOption({ index: 1 });
  await expect(changed.locator('del').first()).toContainText('soon');
  await rep.saveDraft(conversation, {
    body_html: words.replace('Tuesday', 'Friday'),
    autosend_draft: true,
  });
  await decision.approve.click();
  await expect(decision.alert).toContainText('look at what changed, then decide again');
  await expect(page.getByRole('heading', { name: 'Changed since you read it' })).toBeVisible();
  await expect(changed.locator('ins')).toHaveText('Friday');

  await decision.changes.getByLabel('From').selectOption({ index: 1 });
  await expect(changed.locator('del').first()).toContainText('soon');
  await expect(changed.locator('ins').filter({ hasText: 'Friday' }).first()).toBeVisible();
});

test('a reply is returned with a note about a passage, and the rep reads both', async ({
  page,
  anotherPage,
  apiOf,
  signIn,
}) => {
  await readAsManager({ page, apiOf, signIn });
  const decision = decisionOn(page);
  const frame = page.getByTitle('Queued reply').contentFrame();
  await frame.getByText('we come on Tuesday.').click({ clickCount: 3 });
  await decision.giveBack.click();
  await decision.giveBack.click();
  await expect(page.getByText('Write what should be different first.')).toBeVisible();
  await decision.note.fill('Mention the skylight.');
  await decision.giveBack.click();
  await expect(replyOn(page).status).toHaveText(/Saved/);

  const reps = await anotherPage('rep');
  await openConversation(reps, conversation);
  const returned = reps.getByRole('region', { name: 'Returned' });
  await expect(returned).toContainText('Returned by Clark Webb');
  await expect(returned).toContainText('Mention the skylight.');
  await expect(returned.getByRole('blockquote')).toHaveText('we come on Tuesday.');
  await expect(replyOn(reps).body).toContainText('we come on Tuesday.');
});

test('an approval is undone: the reply waits again, as it was', async ({ page, apiOf, api, signIn }) => {
  const rep = await apiOf('rep');
  await rep.saveDraft(conversation, { body_html: words, cc_emails: ['a@b.example'], autosend_draft: true });
  const before = await api.draft(conversation);
  await signIn(page, 'manager');
  await openConversation(page, conversation);
  const decision = decisionOn(page);
  await decision.giveBack.click();
  await decision.note.fill('No.');
  await decision.giveBack.click();
  await expect(replyOn(page).status).toHaveText(/Saved/);
  await decision.done.getByRole('button', { name: 'Undo' }).click();
  await expect(replyOn(page).status).toHaveText('Waiting for approval');
  expect(await api.draft(conversation)).toEqual(before);
});

test('who took up a waiting reply to edit it lets it wait again as it did, until it is saved anew', async ({
  page,
  api,
  apiOf,
  signIn,
}) => {
  const recipients = { cc_emails: [newAddress('cc')], bcc_emails: [newAddress('bcc')] };
  await readAsManager({ page, apiOf, signIn }, recipients);
  const before = await api.draft(conversation);
  const reply = replyOn(page);
  const { done } = decisionOn(page);
  await expect(reply.status).toHaveText('Waiting for approval');
  await page.keyboard.press('e');
  await expect(reply.status).toHaveText(/Saved/);
  await expect(done).toContainText('Took back the reply to Wren Customer.');
  await done.getByRole('button', { name: 'Undo' }).click();
  await expect(reply.status).toHaveText('Waiting for approval');
  expect(await api.draft(conversation)).toEqual(before);

  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(done).toContainText('Took back the reply to Wren Customer.');
  await caretToEnd(page, reply.body);
  await page.keyboard.type(' Early.');
  await page.keyboard.press('Control+s');
  await expect(done.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('z');
  await expect(done).toContainText('Took back the reply to Wren Customer: it is too late to undo that.');
  expect(await api.draft(conversation)).toMatchObject({ body_html: expect.stringContaining('Early.') });
});

test('a manager edits what a rep wrote, and approves the edit', async ({
  page,
  apiOf,
  mailServer,
  signIn,
}) => {
  await readAsManager({ page, apiOf, signIn });
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await caretToEnd(page, replyOn(page).body);
  await page.keyboard.type(' Early.');
  await decisionOn(page).approveEdited.click();
  await expect(replyOn(page).status).toHaveText(/^Sent/);
  const [arrived] = mailServer.mailFor(customer);
  expect(arrived?.mail.text).toContain('we come on Tuesday. Early.');
  expect(arrived?.mail.from?.text).toContain('Kara Danvers');
});

test('after the customer wrote again, one click says that it was read', async ({
  page,
  api,
  apiOf,
  signIn,
}) => {
  const rep = await apiOf('rep');
  await rep.saveDraft(conversation, { body_html: words, autosend_draft: true });
  await api.importMail(
    letter({ from: `Wren Customer <${customer}>`, text: 'Friday, please.', inReplyTo: question }),
  );
  await signIn(page, 'manager');
  await openConversation(page, conversation);
  const decision = decisionOn(page);
  await decision.approve.click();
  await expect(decision.alert).toContainText('wrote again');
  const again = page.getByText('The customer wrote again after this reply was drafted.', { exact: true });
  const haveRead = page.getByRole('button', { name: 'I have read it' });
  await haveRead.click();
  await expect(again).toHaveCount(0);
  await page.keyboard.press('z');
  await expect(again).toBeVisible();
  await haveRead.click();
  await expect(again).toHaveCount(0);
  await decision.approve.click();
  await expect(replyOn(page).status).toHaveText(/Queued to send|Sending|Sent/);
});

test('after the customer wrote again, what a manager sends or approves as an edit waits for the same click', async ({
  page,
  api,
  apiOf,
  mailServer,
  signIn,
}) => {
  await readAsManager({ page, apiOf, signIn });
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const reply = replyOn(page);
  await caretToEnd(page, reply.body);
  await page.keyboard.type(' Early.');
  await api.importMail(
    letter({ from: `Wren Customer <${customer}>`, text: 'Friday, please.', inReplyTo: question }),
  );
  const again = page.getByText('The customer wrote again after this reply was drafted.', { exact: true });
  await expect(again).toBeVisible();
  const refusal = page.getByRole('region', { name: 'Your reply' }).getByRole('alert');
  await decisionOn(page).approveEdited.click();
  await expect(refusal).toContainText('Read that, and say so above');
  await expect(reply.saveForReview).toBeChecked();
  await reply.sendNow.check();
  await reply.body.press('Control+Enter');
  await expect(refusal).toContainText('Read that, and say so above');
  await reply.saveForReview.check();
  await page.getByRole('button', { name: 'I have read it' }).click();
  await expect(again).toBeHidden();
  await expect(refusal).toHaveCount(0);
  expect(mailServer.mailFor(customer)).toEqual([]);
  await decisionOn(page).approveEdited.click();
  await expect(reply.status).toHaveText(/^Sent/);
});

test.describe('what the server refuses', () => {
  test.use({ expectedComplaints: /status of 40[01]/ });

  test('as an approved edit, the key that saves only saves', async ({ page, api, mailServer, signIn }) => {
    await api.saveDraft(conversation, { body_html: '<p>Hi Wren, we come on</p>' });
    await signIn(page, 'manager');
    await openConversation(page, conversation);
    const reply = replyOn(page);
    await caretToEnd(page, reply.body);
    await page.keyboard.type(' ');
    // A rule that this page has not heard of yet.
    const refuse = async (route: Route) =>
      route.request().postDataJSON().autosend_draft
        ? route.fulfill({ status: 400, json: { detail: 'It cannot go out like this.' } })
        : route.fallback();
    await page.route('**/response-drafts', refuse);
    await decisionOn(page).approveEdited.click();
    await expect(page.getByRole('alert')).toContainText('It cannot go out like this.');
    await page.unroute('**/response-drafts', refuse);
    await caretToEnd(page, reply.body);
    await page.keyboard.type('Tuesday.');
    await page.keyboard.press('Control+S');
    await expect(reply.status).toHaveText(/^Saved/);
    await expect.poll(async () => (await api.draft(conversation))?.body_html).toContain('on Tuesday.');
    expect(await api.draft(conversation)).toMatchObject({ scheduled_send_at: null });
    expect(mailServer.mailFor(customer)).toEqual([]);
  });
});

test('a placeholder that was left in blocks sending until it is gone, and says where it is', async ({
  page,
  api,
  signIn,
}) => {
  await api.saveDraft(conversation, { body_html: '<p>Hi Wren,</p><p>ask for {{technician_name}}.</p>' });
  await signIn(page, 'manager');
  await openConversation(page, conversation);
  const decision = decisionOn(page);
  await expect(decision.findings).toContainText('{{technician_name}}');
  await expect
    .poll(() => page.evaluate(() => [...(CSS.highlights.get('finding-block') ?? [])].map(String)))
    .toEqual(['{{technician_name}}']);
  // What is selected is what is to be written anew.
  await page.keyboard.press(']');
  await expect(decision.alert).toHaveText('This cannot be sent until you fix what is marked in red.');
  await expect(replyOn(page).body).toBeFocused();
  await page.keyboard.type('Jon');
  await expect(replyOn(page).body).toContainText('ask for Jon.');
  await expect(decision.findings).toHaveCount(0);
  await decision.approveEdited.click();
  await expect(replyOn(page).status).toHaveText(/Queued to send|Sending|Sent/);
});

test('a finding is marked and selected in its place behind an emoji', async ({ page, api, signIn }) => {
  await api.saveDraft(conversation, { body_html: '<p>Great news 🎉🎉 ask for {{technician_name}} 🎉</p>' });
  await signIn(page, 'manager');
  await openConversation(page, conversation);
  await expect
    .poll(() => page.evaluate(() => [...(CSS.highlights.get('finding-block') ?? [])].map(String)))
    .toEqual(['{{technician_name}}']);
  await decisionOn(page).findings.getByRole('button').click();
  await expect.poll(() => page.evaluate(() => String(getSelection()))).toBe('{{technician_name}}');
});

test('while a return is being written no key approves, and Ctrl+Enter on its buttons hands the note over', async ({
  page,
  apiOf,
  signIn,
}) => {
  const rep = await readAsManager({ page, apiOf, signIn });
  const decision = decisionOn(page);
  await expect(decision.approve).toBeVisible();
  await page.keyboard.press('r');
  await page.keyboard.type('Say which Tuesday.');
  await page.getByRole('button', { name: 'Cancel' }).focus();
  await page.keyboard.press(']');
  await page.keyboard.press('[');
  await decision.giveBack.focus();
  await page.keyboard.press('Control+Enter');
  await expect(decision.done).toContainText('Returned the reply for Wren Customer.');
  await expect(decision.note).toBeHidden();
  await expect(page.getByRole('region', { name: 'Returned' })).toContainText('Say which Tuesday.');
  expect(await rep.draft(conversation)).toMatchObject({ body_html: words, scheduled_send_at: null });
});

test('Ctrl+Enter in the search does not approve the reply that is open beside it', async ({
  page,
  apiOf,
  signIn,
}) => {
  const rep = await apiOf('rep');
  await rep.saveDraft(conversation, { body_html: words, autosend_draft: true });
  await signIn(page, 'manager');
  await page.goto(`/queue/approval?search=${customer}`);
  await repliesOn(page).getByRole('link', { name: 'Wren Customer' }).click();
  await expect(decisionOn(page).approve).toBeVisible();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.getByRole('searchbox', { name: 'Search replies' }).press('Control+Enter');
  await untilIdle(page);
  expect(asked).not.toContain('/api/desk/decisions/approve');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await expect(decisionOn(page).done).toContainText('Approved the reply to Wren Customer.');
});

test.describe('whoever is elsewhere when a decision is answered', () => {
  let replies: Map<string, string>;
  test.beforeEach(async ({ page, api, apiOf, signIn }) => {
    const rep = await apiOf('rep');
    const subject = `Gutter ${customer}`;
    replies = await replyToEach(['Ada', 'Bea'], { api, by: rep, subject });
    await signIn(page, 'manager');
    await page.goto(`/queue/approval?search=${customer}`);
  });

  const row = (page: Page, name: string) => repliesOn(page).getByRole('link', { name });
  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

  /** What the desk answers a decision comes only once the gate is opened. */
  async function hold(page: Page, decision: 'approve' | 'return') {
    const answers = gate();
    const address = `**/api/desk/decisions/${decision}`;
    await page.route(address, async (route) => {
      await answers.opened;
      await route.continue();
    });
    return { open: answers.open, asked: page.waitForRequest(address) };
  }

  const change = async (apiOf: TestThings['apiOf'], name: string) =>
    (await apiOf('rep')).saveDraft(replies.get(name) ?? '', {
      body_html: `<p>Hi ${name}, no.</p>`,
      autosend_draft: true,
    });

  test('is told that the reply was not returned, and finds the note again', async ({ page, apiOf }) => {
    const decision = decisionOn(page);
    await row(page, 'Bea').click();
    await decision.giveBack.click();
    await decision.note.fill('Say which day.');
    const answer = await hold(page, 'return');
    await decision.giveBack.click();
    await answer.asked;
    await row(page, 'Ada').click();
    await expect(heading(page, 'Ada')).toBeVisible();
    await change(apiOf, 'Bea');
    answer.open();
    await expect(decision.done).toContainText('The reply to Bea was not returned: ');
    await expect(heading(page, 'Ada')).toBeVisible();
    await decision.done.getByRole('button', { name: 'Open' }).click();
    await expect(heading(page, 'Bea')).toBeVisible();
    await expect(decision.alert).toContainText('changed while you were reading it');
    await expect(decision.note).toHaveValue('Say which day.');
  });

  test('can undo the return, and is not led away', async ({ page }) => {
    const decision = decisionOn(page);
    await row(page, 'Bea').click();
    await decision.giveBack.click();
    await decision.note.fill('Say which day.');
    const answer = await hold(page, 'return');
    await decision.giveBack.click();
    await answer.asked;
    await row(page, 'Ada').click();
    await expect(heading(page, 'Ada')).toBeVisible();
    answer.open();
    await expect(decision.done).toContainText('Returned the reply for Bea.');
    await expect(row(page, 'Bea')).toBeHidden();
    await decision.done.getByRole('button', { name: 'Undo' }).click();
    await expect(row(page, 'Bea')).toBeVisible();
    await expect(heading(page, 'Ada')).toBeVisible();
  });

  test('is told that a reply from no queue was not approved', async ({ page, apiOf }) => {
    const decision = decisionOn(page);
    await openConversation(page, replies.get('Bea') ?? '');
    await expect(decision.approve).toBeVisible();
    const answer = await hold(page, 'approve');
    await decision.approve.click();
    await answer.asked;
    await page.getByRole('searchbox', { name: 'Search conversations' }).fill(customer);
    const others = page.getByRole('list', { name: 'Conversations' }).getByRole('link');
    await expect(others).toHaveCount(3);
    await others.and(page.getByRole('link', { name: 'Ada' })).click();
    await expect(heading(page, 'Ada')).toBeVisible();
    await change(apiOf, 'Bea');
    answer.open();
    await expect(decision.done).toContainText('The reply to Bea was not approved: ');
    await decision.done.getByRole('button', { name: 'Open' }).click();
    await expect(heading(page, 'Bea')).toBeVisible();
    await expect(decision.alert).toContainText('changed while you were reading it. Nothing was sent');
  });
});

test('the note of a return stays while the window changes, and on the way to another reply and back', async ({
  page,
  api,
  apiOf,
  signIn,
}) => {
  const rep = await apiOf('rep');
  const subject = `Gutter ${customer}`;
  await replyToEach(['Ada', 'Bea'], { api, by: rep, subject });
  await signIn(page, 'manager');
  await page.goto(`/queue/approval?search=${customer}`);
  const row = (name: string) => repliesOn(page).getByRole('link', { name });
  await row('Bea').click();
  const decision = decisionOn(page);
  await decision.giveBack.click();
  await page.keyboard.type('Say which');
  await page.setViewportSize({ width: 1100, height: 800 });
  await expect(page.getByRole('button', { name: 'Review', exact: true })).toBeVisible();
  await expect(decision.note).toBeFocused();
  await page.keyboard.type(' day.');
  await row('Ada').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ada' })).toBeVisible();
  await expect(decision.note).toBeHidden();
  await row('Bea').click();
  await expect(decision.note).toHaveValue('Say which day.');
  await expect(row('Bea')).toBeFocused();
  await decision.giveBack.click();
  await expect(decision.done).toContainText('Returned the reply for Bea.');
});

test('an earlier version is restored as an edit, and saved like one', async ({ page, api, signIn }) => {
  await api.saveDraft(conversation, { body_html: words });
  await api.saveDraft(conversation, { body_html: '<p>Nothing like it.</p>' });
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  const { history } = decisionOn(page);
  await expect(replyOn(page).body).toContainText('Nothing like it.');
  await history.getByRole('button', { name: 'Restore' }).click();
  await expect(replyOn(page).body).toContainText('we come on Tuesday.');
  await replyOn(page).save.click();
  await expect(replyOn(page).status).toHaveText(/Saved/);
  expect((await api.draft(conversation))?.body_html).toBe(words);
});

test.describe('when the answer to a decision is lost', () => {
  test.use({ expectedComplaints: /status of 401|net::ERR_|ApiError: The desk cannot be reached/ });

  /** The desk decides, and the page never hears of it; and under which keys it was asked. */
  const loseAnswers = async (page: Page, decision: string, times: number) => {
    const keys: (string | undefined)[] = [];
    await page.route(`**/api/desk/decisions/${decision}`, async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length > times) return route.continue();
      await route.fetch();
      await route.abort();
    });
    return keys;
  };

  test('the desk is asked once more, says what it decided, and the mail arrives once', async ({
    page,
    apiOf,
    mailServer,
    signIn,
  }) => {
    await readAsManager({ page, apiOf, signIn });
    const keys = await loseAnswers(page, 'approve', 2);
    const decision = decisionOn(page);
    await decision.approve.click();
    await expect(decision.done).toContainText('Approved the reply to Wren Customer.');
    expect(new Set(keys).size).toBe(1);
    expect(keys).toHaveLength(3);
    await expect(replyOn(page).status).toHaveText(/^Sent/);
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(mailServer.mailFor(customer)).toHaveLength(1);
  });

  test('whoever presses again, with the desk back, hears that it was approved', async ({
    page,
    apiOf,
    mailServer,
    signIn,
  }) => {
    await readAsManager({ page, apiOf, signIn });
    const decision = decisionOn(page);
    await expect(decision.approve).toBeVisible();
    // Nor does the page hear of it by reading the conversation again.
    await page.route('**/api/desk/conversations/**', (route) => route.abort());
    const keys = await loseAnswers(page, 'approve', 3);
    await decision.approve.click();
    await expect(decision.alert).toContainText('Nobody answered, so this may have been decided');
    await expect.poll(() => mailServer.mailFor(customer).length).toBe(1);
    await decision.approve.click();
    await expect(decision.done).toContainText('Approved the reply to Wren Customer.');
    await expect(decision.alert).toHaveCount(0);
    expect([keys.length, new Set(keys).size]).toEqual([4, 1]);
    await page.unroute('**/api/desk/conversations/**');
    await page.reload();
    await expect(logOf(page).getByRole('article')).toHaveCount(2);
    expect(mailServer.mailFor(customer)).toHaveLength(1);
  });

  test('a return and its undo are found to have been made', async ({ page, apiOf, signIn }) => {
    await readAsManager({ page, apiOf, signIn });
    const decision = decisionOn(page);
    const returns = await loseAnswers(page, 'return', 1);
    await decision.giveBack.click();
    await decision.note.fill('Say which Tuesday.');
    await decision.giveBack.click();
    await expect(decision.done).toContainText('Returned the reply for Wren Customer.');
    expect(returns).toHaveLength(2);
    const undos = await loseAnswers(page, 'undo', 1);
    await decision.done.getByRole('button', { name: 'Undo' }).click();
    await expect(decision.done).toContainText(': undone.');
    expect(undos).toHaveLength(2);
    await expect(replyOn(page).status).toHaveText('Waiting for approval');
  });
});
