import { pngPicture } from '../src/server/test-pictures.ts';
import { hand } from './fixtures/clipboard.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { caretToEnd, logOf, openConversation, previewOn, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

// Longer than any test here: nothing leaves unless a test lets it.
test.use({ holdSeconds: 600, approval: 'off' });

let conversation = '';
let customer = '';
test.beforeEach(async ({ api, page, signIn }) => {
  customer = newAddress('hugo');
  [conversation = ''] = await api.importMail(letter({ from: `Hugo Holm <${customer}>` }));
  await api.saveDraft(conversation, { body_html: '<p>Please wait.</p>' });
  await signIn(page, 'rep');
  await openConversation(page, conversation);
});

test('a reply that was let go is called back while it is held, with every letter of it', async ({
  page,
  api,
  mailServer,
}) => {
  const { body, sendNow, send, status } = replyOn(page);
  await caretToEnd(page, body);
  await page.keyboard.type(' A little.');
  await sendNow.check();
  await send.click();
  await expect(status).toHaveText(/^Queued to send/);
  expect((await api.draft(conversation))?.scheduled_send_at).not.toBeNull();
  await expect(body).toBeHidden();

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(body).toContainText('Please wait. A little.');
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.scheduled_send_at).toBeNull();
  expect(mailServer.mailFor(customer)).toEqual([]);
  await expect(logOf(page).getByRole('article')).toHaveCount(1);
});

test('while a reply is held, it can be looked at as it will leave', async ({ page, api }) => {
  await api.saveDraft(conversation, {
    body_html: '<p>Tuesday suits us.</p>',
    cc_emails: ['jane@holm.example'],
    autosend_draft: true,
  });
  await page.reload();
  await expect(replyOn(page).status).toHaveText(/^Queued to send/);
  const { open, line, message, dialog } = previewOn(page);
  await open.click();
  await expect(line('From')).toHaveText('Acme Roofing <hello@acme-roofing.example>');
  await expect(line('Cc')).toHaveText('jane@holm.example');
  await expect(line('Subject')).toHaveText('Re: Leaking gutter');
  await expect(message.getByText('Tuesday suits us.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(open).toBeFocused();
});

test('a queued reply is listed as scheduled, and editing takes it out of the queue first', async ({
  page,
  api,
}) => {
  await api.saveDraft(conversation, { body_html: '<p>Queued by the AI.</p>', autosend_draft: true });
  await page.goto(`/queue/scheduled?search=${encodeURIComponent(customer)}`);
  await page.getByRole('list', { name: 'Replies' }).getByRole('link', { name: 'Hugo Holm' }).click();
  await expect(page).toHaveURL(/\/conversations\//);
  const { body, save, status } = replyOn(page);
  await expect(status).toHaveText(/^Queued to send/);
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(body).toContainText('Queued by the AI.');
  expect((await api.draft(conversation))?.scheduled_send_at).toBeNull();
  await caretToEnd(page, body);
  await page.keyboard.type(' Checked by a person.');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  expect(await api.draft(conversation)).toMatchObject({
    body_html: '<p>Queued by the AI. Checked by a person.</p>',
    scheduled_send_at: null,
  });
});

test('a queued reply shows its pictures', async ({ page }) => {
  const { body, sendNow, send, status } = replyOn(page);
  await caretToEnd(page, body);
  const picture = { name: 'roof.png', type: 'image/png', bytes: pngPicture(50, 20, [9, 90, 9]) };
  await hand(body, 'paste', { files: [picture] });
  await expect(body.locator('[data-image] img')).toBeVisible();
  await sendNow.check();
  await send.click();
  await expect(status).toHaveText(/^Queued to send/);
  const shown = page.getByTitle('Queued reply').contentFrame().locator('img');
  // The frame is written anew once its pictures have come.
  await expect(async () => {
    const width = await shown.evaluate((image: Element) => 'naturalWidth' in image && image.naturalWidth);
    expect(width).toBe(50);
  }).toPass();
});

test('a draft is discarded after a question, and not before', async ({ page, api }) => {
  const { body } = replyOn(page);
  await expect(body).toContainText('Please wait.');
  const discard = page.getByRole('button', { name: 'Discard draft' });
  await discard.click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  expect(await api.draft(conversation)).toBeDefined();
  await discard.click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
  await expect(body).toHaveText('');
  expect(await api.draft(conversation)).toBeUndefined();
});
