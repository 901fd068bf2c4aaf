import { gate } from './fixtures/gate.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { caretToEnd, openConversation, repliesOn, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const written =
  '<div style="color:#333333" class="x-app">Hi <b>Casey</b>,&nbsp;&amp; co<br></div>\n<!-- kept --><p>Tomorrow  at nine.</p>';

let conversation = '';
let customer = '';
test.beforeEach(async ({ api, page, signIn }) => {
  customer = newAddress('casey');
  [conversation = ''] = await api.importMail(letter({ from: `Casey Cole <${customer}>` }));
  await signIn(page, 'rep');
});

test('what happens next is exactly one thing, and only a reply that is saved notifies reviewers', async ({
  page,
}) => {
  await openConversation(page, conversation);
  const { whenDone, saveForReview, sendNow, notify, save, send } = replyOn(page);
  await expect(whenDone.getByRole('radio', { checked: true })).toHaveCount(1);
  await expect(saveForReview).toBeChecked();
  await notify.check();
  await expect(save).toBeVisible();
  await expect(send).toBeHidden();

  await sendNow.check();
  await expect(whenDone.getByRole('radio', { checked: true })).toHaveCount(1);
  await expect(page.getByRole('checkbox', { name: 'Notify reviewers', disabled: false })).toHaveCount(0);
  await expect(send).toBeVisible();
  await expect(save).toBeHidden();

  await page.keyboard.press('ArrowLeft');
  await expect(saveForReview).toBeChecked();
  await expect(sendNow).not.toBeChecked();
});

test('what is asked for right after a save is done, once, when the desk has told of the save', async ({
  page,
}) => {
  await openConversation(page, conversation);
  const { body, status } = replyOn(page);
  await caretToEnd(page, body);
  await page.keyboard.type('On our way');
  const told = gate();
  await page.route(`**/api/desk/conversations/${conversation}`, async (route) => {
    await told.opened;
    await route.fallback();
  });
  const saves: [autosend: boolean, text: string][] = [];
  page.on('request', (request) => {
    if (!/\/response-drafts$/.test(request.url()) || request.method() !== 'POST') return;
    const { autosend_draft: autosend, body_html: html } = request.postDataJSON();
    saves.push([autosend, html.replace(/<[^>]*>/g, '')]);
  });
  await page.keyboard.press('Control+S');
  await expect(status).toHaveText(/^Saved/);
  await page.keyboard.type('.');
  await page.keyboard.press('Control+S');
  await replyOn(page).sendNow.check();
  await body.press('Control+Enter');
  await body.press('Control+Enter');
  told.open();
  await expect(status).toHaveText(/^(?:Queued to send|Waiting for approval|Sent)/);
  expect(saves).toEqual([
    [false, 'On our way'],
    [true, 'On our way.'],
  ]);
});

test('a reply is written from nothing, saved for review, and the same after a reload', async ({
  page,
  api,
}) => {
  await openConversation(page, conversation);
  const { body, cc, notify, save, status } = replyOn(page);
  await body.click();
  await page.keyboard.type('Hi Casey,');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+B');
  await page.keyboard.type('Tuesday');
  await page.keyboard.press('Control+B');
  await page.keyboard.type(' suits us.');
  await cc.fill('office@casey.example');
  await cc.press('Tab');
  await notify.check();
  await save.click();
  await expect(status).toHaveText(/^Saved \d\d:\d\d$/);

  const kept = await api.draft(conversation);
  expect(kept?.body_html).toMatch(
    /^<(p|div)>Hi Casey,<\/\1>\s*<\1><(strong|b)>Tuesday<\/\2> suits us\.<\/\1>$/,
  );
  expect(kept).toMatchObject({ cc_emails: ['office@casey.example'], scheduled_send_at: null });

  await page.reload();
  await expect(body).toContainText('Tuesday suits us.');
  await expect(body.getByText('Tuesday', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove office@casey.example' })).toBeVisible();
  await expect(status).toHaveText(/^Saved/);

  await page.goto(`/queue/review?search=${encodeURIComponent(customer)}`);
  await expect(repliesOn(page).getByRole('link', { name: 'Casey Cole' })).toBeVisible();
});

test('opening a reply, and saving it as it is, changes no letter of it', async ({ page, api }) => {
  await api.saveDraft(conversation, { body_html: written, cc_emails: ['"Cole, C." <c@cole.example>'] });
  await openConversation(page, conversation);
  const { body, save, status } = replyOn(page);
  await expect(body).toContainText('Tomorrow at nine.');
  await expect(status).toHaveText(/^Saved/);
  const saved = page.waitForResponse((response) => response.request().method() === 'POST');
  await save.click();
  await saved;
  await expect(status).toHaveText(/^Saved/);
  expect(await api.draft(conversation)).toMatchObject({
    body_html: written,
    cc_emails: ['"Cole, C." <c@cole.example>'],
  });
});

test('adding a word changes that word alone', async ({ page, api }) => {
  const before = written.replace('<!-- kept -->', '');
  await api.saveDraft(conversation, { body_html: before });
  await openConversation(page, conversation);
  const { body, save, status } = replyOn(page);
  await caretToEnd(page, body);
  await page.keyboard.type(' Yes!');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toBe(before.replace('at nine.', 'at nine. Yes!'));
});

test('an empty reply is not saved, and the page says what is missing', async ({ page, api }) => {
  await openConversation(page, conversation);
  await replyOn(page).save.click();
  await expect(page.getByRole('alert')).toContainText('Write the reply first');
  expect(await api.draft(conversation)).toBeUndefined();
});

test('Ctrl+Enter in the reply does what the button says', async ({ page, api }) => {
  await openConversation(page, conversation);
  const { body, status } = replyOn(page);
  await body.click();
  await page.keyboard.type('By keyboard.');
  await page.keyboard.press('Control+Enter');
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toContain('By keyboard.');
});

test('what was typed is saved, and still there, after a look at another conversation', async ({ page }) => {
  await page.goto(`/conversations?search=${encodeURIComponent(customer)}`);
  await page.getByRole('list', { name: 'Conversations' }).getByRole('link', { name: 'Casey Cole' }).click();
  const { body, status } = replyOn(page);
  await body.click();
  await page.keyboard.type('Half a sentence');
  await page.getByRole('searchbox', { name: 'Search conversations' }).fill('Mateus');
  await page.getByRole('list', { name: 'Conversations' }).getByRole('link', { name: 'Mateus Silva' }).click();
  await expect(body).not.toContainText('Half a sentence');
  await page.goBack();
  await expect(body).toContainText('Half a sentence');
  await expect(status).toHaveText(/^Saved/);
});

test('whoever discards a draft and takes that back has what was not saved of it too', async ({
  page,
  api,
}) => {
  await api.saveDraft(conversation, { body_html: '<p>Tomorrow at nine.</p>' });
  await openConversation(page, conversation);
  const { body, cc, status } = replyOn(page);
  // Nothing is saved by itself while an address is wrong.
  await cc.fill('ann at home');
  await cc.press('Tab');
  await expect(page.getByRole('button', { name: 'Remove ann at home' })).toBeVisible();
  await caretToEnd(page, body);
  await page.keyboard.type(' Bring a hat.');
  await expect(status).toHaveText(/^Not saved yet/);
  await page.getByRole('button', { name: 'Discard draft' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
  await expect(body).toHaveText('');
  await page
    .getByRole('region', { name: /What was done/ })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(body).toHaveText('Tomorrow at nine. Bring a hat.');
  await page.getByRole('button', { name: 'Remove ann at home' }).click();
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toBe('<p>Tomorrow at nine. Bring a hat.</p>');
});

test.describe('when the desk cannot save', () => {
  test.use({ expectedComplaints: /status of (401|500)/ });

  test('the reply stays as typed, the reason is shown, and the next try works', async ({ page, api }) => {
    await openConversation(page, conversation);
    const { body, save, status } = replyOn(page);
    await body.click();
    await page.keyboard.type('Worth keeping');
    await page.route('**/response-drafts', (route) =>
      route.fulfill({ status: 500, json: { detail: 'Internal server error' } }),
    );
    await save.click();
    await expect(page.getByRole('alert')).toContainText('Internal server error');
    await expect(body).toContainText('Worth keeping');
    await page.unroute('**/response-drafts');
    await save.click();
    await expect(status).toHaveText(/^Saved/);
    expect((await api.draft(conversation))?.body_html).toContain('Worth keeping');
  });
});
