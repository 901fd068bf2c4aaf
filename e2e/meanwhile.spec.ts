import type { Page } from '@playwright/test';
import type { DeskApi } from './fixtures/desk-api.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { caretToEnd, holdNews, logOf, mailBody, openConversation, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

let conversation = '';
let customer = '';
test.beforeEach(async ({ api, page, signIn }) => {
  customer = newAddress('dana');
  [conversation = ''] = await api.importMail(
    letter({ from: `Dana Dole <${customer}>`, messageId: `<first-${customer}>` }),
  );
  await signIn(page, 'rep');
});

test('a draft that arrives while the page is open appears in it', async ({ page, api }) => {
  await openConversation(page, conversation);
  const { body, status } = replyOn(page);
  await expect(body).toHaveText('');
  await api.saveDraft(conversation, { body_html: '<p>The first version.</p>' });
  await expect(body).toContainText('The first version.');
  await api.saveDraft(conversation, { body_html: '<p>The second version.</p>' });
  await expect(body).toContainText('The second version.');
  await expect(status).toHaveText(/^Saved/);
});

test('nothing typed is lost when the AI saves another version, and both can be read', async ({
  page,
  api,
}) => {
  await api.saveDraft(conversation, { body_html: '<p>From the AI.</p>' });
  await openConversation(page, conversation);
  const { body, save, status } = replyOn(page);
  await caretToEnd(page, body);
  await page.keyboard.type(' And from me.');
  await api.saveDraft(conversation, { body_html: '<p>The AI changed its mind.</p>' });

  const news = page.getByRole('alert').filter({ hasText: 'saved another version' });
  await expect(news).toBeVisible();
  await expect(body).toContainText('From the AI. And from me.');
  await news.getByRole('button', { name: 'Show theirs' }).click();
  await expect(body).toContainText('The AI changed its mind.');
  await page.getByRole('button', { name: 'Back to mine' }).click();
  await expect(body).toContainText('From the AI. And from me.');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toBe('<p>From the AI. And from me.</p>');
});

test('what was typed before the first draft arrived stays, and can replace it', async ({ page, api }) => {
  await openConversation(page, conversation);
  const { body, save, status } = replyOn(page);
  await body.click();
  await page.keyboard.type('I was first.');
  await api.saveDraft(conversation, { body_html: '<p>The AI was slower.</p>' });
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await expect(body).toContainText('I was first.');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toContain('I was first.');
});

test('a reply that is sent while it is open becomes a message, and the form is empty again', async ({
  page,
  api,
  mailServer,
}) => {
  await api.saveDraft(conversation, { body_html: '<p>Until Tuesday.</p>' });
  await openConversation(page, conversation);
  const { body } = replyOn(page);
  await expect(body).toContainText('Until Tuesday.');
  await api.saveDraft(conversation, { body_html: '<p>Until Wednesday.</p>', autosend_draft: true });
  await expect(logOf(page).getByRole('article')).toHaveCount(2);
  await expect(mailBody(page, 0).getByText('Until Wednesday.')).toBeVisible();
  await expect(body).toHaveText('');
  expect(mailServer.mailFor(customer)).toHaveLength(1);
});

test('what was typed survives that the reply below it was sent', async ({ page, api }) => {
  await api.saveDraft(conversation, { body_html: '<p>Until Tuesday.</p>' });
  await openConversation(page, conversation);
  const { body } = replyOn(page);
  await caretToEnd(page, body);
  await page.keyboard.type(' Bring a hat.');
  await api.saveDraft(conversation, { body_html: '<p>Until Wednesday.</p>', autosend_draft: true });
  await expect(logOf(page).getByRole('article')).toHaveCount(2);
  await expect(body).toContainText('Until Tuesday. Bring a hat.');
  await expect(page.getByRole('alert').filter({ hasText: 'What you wrote is still here' })).toBeVisible();
});

test.describe('what is written while the reply below it goes', () => {
  test.use({ expectedComplaints: /status of (401|412)/ });

  /** Types on while something happens to what is saved, of which the page hears then. */
  async function typeMeanwhile(page: Page, api: DeskApi, happens: () => Promise<void>) {
    await api.saveDraft(conversation, { body_html: '<p>Until Tuesday.</p>' });
    await openConversation(page, conversation);
    const { body } = replyOn(page);
    await expect(body).toContainText('Until Tuesday.');
    await caretToEnd(page, body);
    const news = await holdNews(page, conversation);
    await happens();
    await page.keyboard.type(' Bring a hat.');
    news.open();
  }
  const sentOn = (page: Page) => page.getByRole('alert').filter({ hasText: 'was sent' });

  test('is told from what was sent and who approved that, and is kept as a new reply', async ({
    page,
    api,
    apiOf,
    mailServer,
  }) => {
    const manager = await apiOf('manager');
    await typeMeanwhile(page, api, () => manager.approveReply(conversation));
    const gone = sentOn(page);
    await expect(gone).toHaveText(/The saved reply was sent at \d\d:\d\d, approved by Clark Webb\./);
    const { body, status } = replyOn(page);
    await expect(body).toContainText('Until Tuesday. Bring a hat.');
    await gone.getByRole('button', { name: 'Keep mine' }).click();
    await expect(gone).toBeHidden();
    await expect(status).toHaveText(/^Saved/);
    expect((await api.draft(conversation))?.body_html).toBe('<p>Until Tuesday. Bring a hat.</p>');
    expect(mailServer.mailFor(customer)).toHaveLength(1);
  });

  test('can be discarded once it was sent, and taken back', async ({ page, api, apiOf }) => {
    const manager = await apiOf('manager');
    await typeMeanwhile(page, api, () => manager.approveReply(conversation));
    const gone = sentOn(page);
    await gone.getByRole('button', { name: 'Discard mine' }).click();
    const { body } = replyOn(page);
    await expect(body).toHaveText('');
    await expect(gone).toBeHidden();
    const done = page.getByRole('region', { name: /What was done/ });
    await done.getByRole('button', { name: 'Undo' }).click();
    await expect(body).toContainText('Until Tuesday. Bring a hat.');
    await expect(gone).toBeVisible();
    expect(await api.draft(conversation)).toBeUndefined();
  });

  test('is told from a reply that somebody discarded', async ({ page, api }) => {
    await typeMeanwhile(page, api, () => api.deleteDraft(conversation));
    await expect(
      page.getByRole('alert').filter({ hasText: 'The saved reply was discarded meanwhile.' }),
    ).toBeVisible();
    await expect(replyOn(page).body).toContainText('Until Tuesday. Bring a hat.');
  });
});

test("a customer's next mail appears, and the draft says that it came later", async ({ page, api }) => {
  await api.saveDraft(conversation, { body_html: '<p>Until Tuesday.</p>' });
  await openConversation(page, conversation);
  await api.importMail(
    letter({
      from: `Dana Dole <${customer}>`,
      subject: 'Re: Leaking gutter',
      text: 'Rather on Friday!',
      inReplyTo: `<first-${customer}>`,
      date: new Date(Date.now() + 60_000),
    }),
  );
  await expect(logOf(page).getByText('Rather on Friday!')).toBeVisible();
  await expect(page.getByText('The customer wrote again after this reply was drafted.')).toBeVisible();
});

test('a reply goes out, though the mail that came in last bears an older date than the one before it', async ({
  page,
  api,
  signIn,
}) => {
  await api.importMail(
    letter({
      from: `Dana Dole <${customer}>`,
      text: 'Delayed on its way.',
      inReplyTo: `<first-${customer}>`,
      date: new Date(Date.now() - 86_400_000),
    }),
  );
  await signIn(page, 'manager');
  await openConversation(page, conversation);
  await expect(logOf(page).getByText('Delayed on its way.')).toBeVisible();
  const { body, sendNow, send, status } = replyOn(page);
  await body.click();
  await page.keyboard.type('On Monday.');
  await sendNow.click();
  await send.click();
  await expect(status).toHaveText(/^Sent/);
});
