import type { Page } from '@playwright/test';
import { letter, newAddress } from './fixtures/letter.ts';
import { caretToEnd, holdNews, openConversation, replyOn } from './fixtures/screen.ts';
import { expect, type TestThings, test } from './fixtures/test.ts';

// Longer than any test here: nothing leaves unless a test lets it.
test.use({ holdSeconds: 600, expectedComplaints: /status of (401|412)/ });

const words = '<p>Hi Zoe, Tuesday works.</p>';

let conversation = '';
let customer = '';
test.beforeEach(async ({ api, apiOf, page, signIn }) => {
  customer = newAddress('zoe');
  [conversation = ''] = await api.importMail(letter({ from: `Zoe Zander <${customer}>` }));
  await (await apiOf('rep')).saveDraft(conversation, { body_html: words });
  await signIn(page, 'rep');
});

/** The rep types on while a manager approves what is saved. @returns what lets the page hear of it. */
async function typeWhileApproved(page: Page, apiOf: TestThings['apiOf']) {
  const manager = await apiOf('manager');
  await openConversation(page, conversation);
  const { body } = replyOn(page);
  await expect(body).toContainText('Tuesday works.');
  await caretToEnd(page, body);
  const news = await holdNews(page, conversation);
  await manager.approveReply(conversation);
  await page.keyboard.type(' Bring a hat.');
  return news;
}

const noticeOn = (page: Page) => page.getByRole('alert').filter({ hasText: 'as it was saved' });
const historyOf = (page: Page) => page.getByRole('list', { name: 'History' });

test('whoever writes on hears at once who approved the reply and when it leaves, and stops it', async ({
  page,
  anotherPage,
  api,
  apiOf,
  mailServer,
}) => {
  const managers = await anotherPage('manager');
  await managers.goto('/queue/review');
  (await typeWhileApproved(page, apiOf)).open();
  const notice = noticeOn(page);
  const { body, save, status } = replyOn(page);
  await expect(notice).toHaveText(
    /Clark Webb approved this reply as it was saved; it leaves at \d\d:\d\d\. What you wrote since is not in it\./,
  );
  await expect(body).toContainText('Tuesday works. Bring a hat.');

  await save.click();
  const refusal = page.getByText('Choose above first');
  await expect(refusal).toBeVisible();
  expect(await api.draft(conversation)).toMatchObject({
    body_html: words,
    scheduled_send_at: expect.any(String),
  });

  await notice.getByRole('button', { name: 'Stop it and go on with mine' }).click();
  await expect(notice).toBeHidden();
  await expect(refusal).toBeHidden();
  await expect(body).toBeFocused();
  await expect(status).toHaveText(/^Saved/);
  expect(await api.draft(conversation)).toMatchObject({
    body_html: '<p>Hi Zoe, Tuesday works. Bring a hat.</p>',
    scheduled_send_at: null,
  });
  await expect(historyOf(page).getByText('took the reply back')).toBeVisible();
  expect(mailServer.mailFor(customer)).toEqual([]);

  await managers.getByRole('button', { name: /^Notifications/ }).click();
  const told = managers.getByRole('dialog', { name: 'Notifications' }).getByRole('listitem');
  await expect(told.first()).toContainText('Kara Danvers took the reply back before it went out');
});

test('whoever lets the approved reply go finds what they wrote in the history', async ({
  page,
  api,
  apiOf,
}) => {
  (await typeWhileApproved(page, apiOf)).open();
  await noticeOn(page).getByRole('button', { name: 'Let it go' }).click();
  const { body, status } = replyOn(page);
  await expect(status).toHaveText(/^Queued to send in \d+ s/);
  await expect(page.getByRole('region', { name: 'Queued reply' })).toBeFocused();
  await expect(noticeOn(page)).toBeHidden();
  expect(await api.draft(conversation)).toMatchObject({
    body_html: words,
    scheduled_send_at: expect.any(String),
  });
  const kept = historyOf(page).getByRole('listitem').filter({ hasText: 'kept a version of the reply' });
  await expect(kept).toBeVisible();

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(body).toHaveText('Hi Zoe, Tuesday works.');
  await kept.getByRole('button', { name: 'Restore' }).click();
  await expect(body).toContainText('Tuesday works. Bring a hat.');
});

test('a page that has not heard of the approval does not undo it by saving', async ({ page, api, apiOf }) => {
  const refused = page.waitForResponse((response) => response.status() === 412);
  const news = await typeWhileApproved(page, apiOf);
  await refused;
  news.open();
  await expect(noticeOn(page)).toBeVisible();
  await expect(replyOn(page).body).toContainText('Tuesday works. Bring a hat.');
  expect(await api.draft(conversation)).toMatchObject({
    body_html: words,
    scheduled_send_at: expect.any(String),
  });
});

test('whoever writes nothing sees the approved reply and its countdown', async ({ page, apiOf }) => {
  await openConversation(page, conversation);
  await expect(replyOn(page).body).toContainText('Tuesday works.');
  await (await apiOf('manager')).approveReply(conversation);
  await expect(replyOn(page).status).toHaveText(/^Queued to send in \d+ s/);
  await expect(page.getByRole('alert')).toHaveCount(0);
});
