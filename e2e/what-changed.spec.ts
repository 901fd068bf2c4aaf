import type { Page } from '@playwright/test';
import type { DeskApi } from './fixtures/desk-api.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { caretToEnd, openConversation, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

/** What stands beside a reply about its versions. */
const changesOn = (page: Page) => {
  const review = page.getByRole('complementary', { name: 'Review' });
  const region = review.getByRole('region', { name: 'What changed', exact: true });
  return {
    region,
    words: region.locator('iframe').contentFrame(),
    from: region.getByRole('combobox', { name: 'From', exact: true }),
    to: region.getByRole('combobox', { name: 'To', exact: true }),
    earlier: review.getByRole('button', { name: 'Show earlier' }),
    history: review.getByRole('list', { name: 'History' }).getByRole('listitem'),
  };
};

const original = '<p>Hi Wren, we come on Tuesday.</p>';
const mended = '<p>Hi Wren, we come on Friday.</p>';
const people = { cc_emails: ['ann@site.example'], bcc_emails: ['files@site.example'] };

let conversation = '';
test.beforeEach(async ({ api }) => {
  const source = letter({ from: `Wren Customer <${newAddress('wren')}>` });
  [conversation = ''] = await api.importMail(source);
});

/** More saves than the history shows at once. */
async function writeLong(by: DeskApi): Promise<void> {
  for (let n = 0; n < 55; n += 1) {
    const body_html = `<p>Hi Wren, we come on ${'Friday, perhaps '.slice(0, 1 + (n % 15))}${n}</p>`;
    await by.saveInPause(conversation, { body_html });
  }
}

test.describe('after more pauses than the history shows at once', () => {
  test('a manager sees at once what a rep made of the AI draft', async ({ page, api, apiOf, signIn }) => {
    await api.saveDraft(conversation, { body_html: original });
    const rep = await apiOf('rep');
    await writeLong(rep);
    await rep.saveDraft(conversation, { body_html: mended, autosend_draft: true });
    await signIn(page, 'manager');
    await openConversation(page, conversation);
    const { region, words, from, to, earlier } = changesOn(page);
    await expect(earlier).toBeVisible();
    await expect(region.getByRole('heading', { name: 'Changed since the AI draft' })).toBeVisible();
    await expect(words.locator('del')).toHaveText('Tuesday');
    await expect(words.locator('ins')).toHaveText('Friday');
    await expect(from.getByRole('option')).toHaveText([/^AI draft/, /^Kara Danvers/]);
    await expect(from.getByRole('option', { selected: true })).toHaveText(/^AI draft/);
    await expect(to.getByRole('option', { selected: true })).toHaveText(/^Kara Danvers/);
  });

  test('a manager sees at once what changed since the reply was returned', async ({
    page,
    api,
    apiOf,
    signIn,
  }) => {
    await api.saveDraft(conversation, { body_html: '<p>Hi Wren, soon.</p>' });
    const rep = await apiOf('rep');
    await rep.saveDraft(conversation, { body_html: original, autosend_draft: true });
    await (await apiOf('manager')).returnReply(conversation, 'Not on a Tuesday.');
    await writeLong(rep);
    await rep.saveDraft(conversation, { body_html: mended, autosend_draft: true });
    await signIn(page, 'manager');
    await openConversation(page, conversation);
    const { region, words, from } = changesOn(page);
    await expect(region.getByRole('heading', { name: 'Changed since it was returned' })).toBeVisible();
    await expect(words.locator('del')).toHaveText('Tuesday');
    await expect(words.locator('ins')).toHaveText('Friday');
    await expect(from.getByRole('option', { selected: true })).toHaveText(/^Kara Danvers .* returned$/);
  });
});

test('a reply that comes back as it was returned says that nothing changed since', async ({
  page,
  api,
  apiOf,
  signIn,
}) => {
  await api.saveDraft(conversation, { body_html: original });
  const rep = await apiOf('rep');
  await rep.saveDraft(conversation, { body_html: mended, autosend_draft: true });
  await (await apiOf('manager')).returnReply(conversation, 'Not on a Friday.');
  await rep.saveDraft(conversation, { body_html: mended, autosend_draft: true });
  await signIn(page, 'manager');
  await openConversation(page, conversation);
  const { region } = changesOn(page);
  await expect(region.getByRole('heading', { name: 'Changed since it was returned' })).toBeVisible();
  await expect(region).toContainText('Nothing changed.');
});

test('a reply that says again what was first written is still compared with what it said between', async ({
  page,
  api,
  signIn,
}) => {
  for (const body_html of [original, mended, original]) await api.saveDraft(conversation, { body_html });
  await signIn(page, 'manager');
  await openConversation(page, conversation);
  const { region, words, from } = changesOn(page);
  await expect(region).toContainText('Nothing: it says what was first written.');
  await from.selectOption({ index: 1 });
  await expect(words.locator('del')).toHaveText('Friday');
  await expect(words.locator('ins')).toHaveText('Tuesday');
});

test('what was sent is compared with what the AI wrote, and with each save', async ({
  page,
  api,
  apiOf,
  signIn,
}) => {
  await api.saveDraft(conversation, { body_html: original });
  const rep = await apiOf('rep');
  await rep.saveDraft(conversation, { body_html: '<p>Hi Wren, we come on Monday.</p>' });
  await rep.saveDraft(conversation, { body_html: mended, ...people, autosend_draft: true });
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  await (await apiOf('manager')).approveReply(conversation);
  await expect(replyOn(page).status).toHaveText(/^Sent/);
  const { region, words, from, to } = changesOn(page);
  await expect(
    region.getByRole('heading', { name: /^What changed in the reply sent at \d\d:\d\d$/ }),
  ).toBeVisible();
  await expect(region.getByRole('heading', { name: 'Changed since the AI draft' })).toBeVisible();
  await expect(words.locator('del')).toHaveText('Tuesday');
  await expect(words.locator('ins')).toHaveText('Friday');
  await expect(region.getByRole('list', { name: 'Bcc changed' })).toContainText('files@site.example');
  await expect(from.getByRole('option')).toHaveText([
    /^AI draft/,
    /^Kara Danvers/,
    /^Kara Danvers .* approved, sent$/,
  ]);
  await from.selectOption({ index: 1 });
  await expect(words.locator('del')).toHaveText('Monday');
  await to.selectOption({ index: 0 });
  await expect(words.locator('del')).toHaveText('Monday');
  await expect(words.locator('ins')).toHaveText('Tuesday');
});

test('a reply that was sent as it was first written has nothing to compare', async ({
  page,
  apiOf,
  signIn,
}) => {
  const rep = await apiOf('rep');
  await rep.saveDraft(conversation, { body_html: original, autosend_draft: true });
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  await expect(changesOn(page).region).toBeVisible();
  await (await apiOf('manager')).approveReply(conversation);
  await expect(replyOn(page).status).toHaveText(/^Sent/);
  await expect(changesOn(page).history.filter({ hasText: 'The desk sent the reply' })).toBeVisible();
  await expect(changesOn(page).region).toBeHidden();
});

test('what was saved in a pause and written past is compared from the history', async ({
  page,
  apiOf,
  signIn,
}) => {
  const rep = await apiOf('rep');
  await rep.saveDraft(conversation, { body_html: original });
  await rep.saveInPause(conversation, { body_html: '<p>Hi Wren, we come on Thursday.</p>' });
  await rep.saveDraft(conversation, { body_html: mended, autosend_draft: true });
  await signIn(page, 'manager');
  await openConversation(page, conversation);
  const { region, words, from, to, history } = changesOn(page);
  await expect(from.getByRole('option')).toHaveCount(2);
  await page.getByRole('button', { name: 'Show 1 save in between' }).click();
  await expect(history.first().getByRole('button', { name: 'Changes since' })).toHaveCount(0);
  await history.nth(1).getByRole('button', { name: 'Changes since' }).press('Enter');
  await expect(region).toBeFocused();
  await expect(region.getByRole('heading', { name: 'Between these versions' })).toBeVisible();
  await expect(words.locator('del')).toHaveText('Thursday');
  await expect(words.locator('ins')).toHaveText('Friday');
  await expect(from.getByRole('option', { selected: true })).toHaveText(/^Saved at \d/);
  const [first = ''] = await to
    .getByRole('option')
    .evaluateAll((all) => all.map((one) => one.getAttribute('value') ?? ''));
  await to.selectOption(first);
  await expect(words.locator('ins')).toHaveText('Tuesday');
  await expect(from.getByRole('option', { selected: true })).toHaveText(/^Saved at \d/);
});

test('an earlier version is restored with its Cc and Bcc', async ({ page, api, signIn }) => {
  await api.saveDraft(conversation, { body_html: original, ...people });
  await api.saveDraft(conversation, { body_html: mended });
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  const reply = replyOn(page);
  await expect(reply.body).toContainText('Friday');
  await changesOn(page).history.getByRole('button', { name: 'Restore' }).click();
  await expect(reply.body).toContainText('Tuesday');
  await reply.save.click();
  await expect(reply.status).toHaveText(/Saved/);
  expect(await api.draft(conversation)).toMatchObject({ body_html: original, ...people });
});

test('an edit that was approved as it was written is restored, with its Cc and Bcc', async ({
  page,
  api,
  apiOf,
  signIn,
}) => {
  const rep = await apiOf('rep');
  await rep.saveDraft(conversation, { body_html: original, ...people, autosend_draft: true });
  await signIn(page, 'manager');
  await openConversation(page, conversation);
  const reply = replyOn(page);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await caretToEnd(page, reply.body);
  await page.keyboard.type(' Early.');
  await page.getByRole('button', { name: 'Approve edited' }).click();
  await expect(reply.status).toHaveText(/^Sent/);
  const approval = changesOn(page).history.filter({ hasText: 'Clark Webb edited the reply and approved it' });
  await approval.getByRole('button', { name: 'Restore' }).click();
  await expect(reply.body).toContainText('we come on Tuesday. Early.');
  await reply.save.click();
  await expect(reply.status).toHaveText(/Saved/);
  expect(await api.draft(conversation)).toMatchObject({
    body_html: '<p>Hi Wren, we come on Tuesday. Early.</p>',
    ...people,
  });
});
