import type { Page } from '@playwright/test';
import { decisionOn } from './fixtures/decision.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { replyToEach, toReview } from './fixtures/replies.ts';
import { caretToEnd, openConversation, repliesOn, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

// Longer than any test here: nothing leaves.
test.use({ holdSeconds: 600, approval: 'off' });

const doneOn = (page: Page) => page.getByRole('region', { name: /What was done/ });
const undoOf = (page: Page) => doneOn(page).getByRole('button', { name: 'Undo' });

const hour = 3_600_000;
const seconds = 1000;

test.describe('an approval', () => {
  let replies = new Map<'Ada' | 'Bea', string>();
  let subject = '';
  test.beforeEach(async ({ api, signIn, page }) => {
    subject = `Gutter ${newAddress('wren')}`;
    replies = await replyToEach(['Ada', 'Bea'], { api, subject, draft: toReview });
    await signIn(page, 'manager');
  });

  const approveBea = async (page: Page) => {
    await page.goto(`/queue/review?search=${encodeURIComponent(subject)}`);
    await repliesOn(page).getByRole('link', { name: 'Bea' }).click();
    await page.getByRole('button', { name: 'Approve and send' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /Ada/ })).toBeVisible();
    await expect(doneOn(page)).toContainText('Approved the reply to Bea.');
  };

  /** The desk's clock does not go forward with the page's: an answer that came then would put the page's right again. */
  const letPass = async (page: Page, milliseconds: number) => {
    await page.route('**/api/**', () => {});
    await page.clock.fastForward(milliseconds);
  };

  test('offers no undo any more shortly before it is too late, though somebody points at it', async ({
    page,
    api,
  }) => {
    await page.clock.install();
    await approveBea(page);
    await undoOf(page).hover();
    await letPass(page, 599 * seconds);
    await expect(undoOf(page)).toHaveCount(0);
    expect((await api.draft(replies.get('Bea') ?? ''))?.scheduled_send_at).not.toBeNull();
  });

  test('can be undone until then, on a computer whose clock is an hour fast', async ({ page, api }) => {
    await page.clock.install({ time: Date.now() + hour });
    await approveBea(page);
    await undoOf(page).click();
    await expect(doneOn(page)).toContainText(': undone.');
    expect((await api.draft(replies.get('Bea') ?? ''))?.scheduled_send_at).toBeNull();
  });

  test('can be undone no longer on a computer whose clock is an hour slow', async ({ page }) => {
    await page.clock.install({ time: Date.now() - hour });
    await approveBea(page);
    await expect(undoOf(page)).toBeVisible();
    await letPass(page, 599 * seconds);
    await expect(undoOf(page)).toHaveCount(0);
  });
});

test.describe('a reply that was sent', () => {
  let conversation = '';
  let subject = '';
  test.beforeEach(async ({ api, signIn, page }) => {
    subject = `Gutter ${newAddress('hugo')}`;
    [conversation = ''] = await api.importMail(
      letter({ from: `Hugo Holm <${newAddress('hugo')}>`, subject }),
    );
    await signIn(page, 'rep');
  });

  const sendWithMore = async (page: Page) => {
    await openConversation(page, conversation);
    const { body, sendNow, send, status } = replyOn(page);
    await caretToEnd(page, body);
    await page.keyboard.type(' A little.');
    await sendNow.check();
    await send.click();
    await expect(status).toHaveText(/^Queued to send/);
  };

  const ways: [string, (page: Page) => Promise<void>][] = [
    ['by its button', (page) => page.getByRole('button', { name: 'Undo' }).click()],
    ['by its key', (page) => page.keyboard.press('z')],
    [
      'after a reload',
      async (page) => {
        await page.reload();
        await page.getByRole('button', { name: 'Undo' }).click();
      },
    ],
  ];
  for (const [how, undo] of ways)
    test(`asks for a review again once that is undone ${how}, with its words, Cc and Bcc`, async ({
      page,
      api,
    }) => {
      await api.saveDraft(conversation, {
        body_html: '<p>Please wait.</p>',
        cc_emails: ['jane@holm.example'],
        bcc_emails: ['archive@acme.test'],
        add_notification: true,
      });
      await sendWithMore(page);
      await undo(page);
      const { body, status } = replyOn(page);
      await expect(status).toHaveText(/^Saved/);
      await expect(body).toContainText('Please wait. A little.');
      await expect(page.getByText('jane@holm.example', { exact: true })).toBeVisible();
      await expect(page.getByText('archive@acme.test', { exact: true })).toBeVisible();
      expect(await api.draft(conversation)).toMatchObject({
        body_html: '<p>Please wait. A little.</p>',
        cc_emails: ['jane@holm.example'],
        bcc_emails: ['archive@acme.test'],
        scheduled_send_at: null,
      });
      await page.goto(`/queue/review?search=${encodeURIComponent(subject)}`);
      await expect(repliesOn(page).getByRole('listitem').filter({ hasText: 'Hugo Holm' })).toContainText(
        'Review requested',
      );
    });

  test.describe('from a computer whose clock is wrong', () => {
    // The clock that Playwright puts into every frame is none that mail may run.
    test.use({ expectedComplaints: /status of 401|Blocked script execution in 'about:srcdoc'/ });

    test('counts down by the clock of the desk', async ({ page, api }) => {
      await api.saveDraft(conversation, { body_html: '<p>Please wait.</p>' });
      await page.clock.install({ time: Date.now() + hour });
      await sendWithMore(page);
      await expect(replyOn(page).status).toHaveText(/^Queued to send in (5\d\d|600) s$/);
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect(replyOn(page).status).toHaveText(/^Saved/);
    });
  });
});

test('a reply that had failed is among the failed again, with the reason, once sending it again is undone', async ({
  page,
  api,
  signIn,
}) => {
  await signIn(page, 'rep');
  const conversation = await api.conversationWith('Eleanor Vance');
  await page.goto('/queue/failed');
  const row = repliesOn(page).getByRole('listitem').filter({ hasText: 'Eleanor Vance' });
  const before = await row.innerText();
  const reason = page.getByText('The last attempt to send this failed:');
  await openConversation(page, conversation);
  await expect(reason).toBeVisible();
  const said = await reason.innerText();
  const { sendNow, send, status } = replyOn(page);
  await sendNow.check();
  await send.click();
  await expect(status).toHaveText(/^Queued to send/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(reason).toHaveText(said);
  await page.goto('/queue/failed');
  await expect(row).toBeVisible();
  expect(await row.innerText()).toBe(before);
});

test('what was discarded can be undone by z when its toast is gone, and is named then', async ({
  page,
  api,
  signIn,
}) => {
  const [conversation = ''] = await api.importMail(letter({ from: `Ida Inn <${newAddress('ida')}>` }));
  await api.saveDraft(conversation, { body_html: '<p>Please wait.</p>' });
  await signIn(page, 'rep');
  await page.clock.install();
  await openConversation(page, conversation);
  await page.getByRole('button', { name: 'Discard draft' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
  await expect(undoOf(page)).toBeVisible();
  await page.clock.fastForward(60 * seconds);
  await expect(undoOf(page)).toHaveCount(0);
  await page.keyboard.press('z');
  await expect(doneOn(page)).toContainText('Discarded the reply: undone.');
  expect((await api.draft(conversation))?.body_html).toBe('<p>Please wait.</p>');
});

test.describe('after a reload of the page, z undoes', () => {
  let conversation = '';
  test.beforeEach(async ({ api }) => {
    [conversation = ''] = await api.importMail(letter({ from: `Ida Inn <${newAddress('ida')}>` }));
  });

  test('what was returned, and says so', async ({ page, apiOf, signIn }) => {
    await (await apiOf('rep')).saveDraft(conversation, { body_html: '<p>Soon.</p>' });
    await signIn(page, 'manager');
    await openConversation(page, conversation);
    const { giveBack, note, returned } = decisionOn(page);
    await giveBack.click();
    await note.fill('Say when.');
    await giveBack.click();
    await expect(returned).toContainText('Say when.');
    await page.reload();
    await expect(returned).toContainText('Say when.');
    await page.keyboard.press('z');
    await expect(doneOn(page)).toContainText('Returned the reply for Ida Inn: undone.');
    await expect(returned).toHaveCount(0);
    await expect(replyOn(page).body).toHaveText('Soon.');
  });

  test('what was discarded, then what was sent before', async ({ page, api, signIn }) => {
    const [other = ''] = await api.importMail(letter({ from: `Olga Ott <${newAddress('olga')}>` }));
    for (const each of [conversation, other]) await api.saveDraft(each, { body_html: '<p>Please wait.</p>' });
    await signIn(page, 'rep');
    await openConversation(page, other);
    const { sendNow, send, status, body } = replyOn(page);
    await sendNow.check();
    await send.click();
    await expect(status).toHaveText(/^Queued to send/);
    await openConversation(page, conversation);
    await page.getByRole('button', { name: 'Discard draft' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
    await expect(undoOf(page).last()).toBeVisible();
    await page.reload();
    await expect(status).toHaveText('Not saved yet');
    await page.keyboard.press('z');
    await expect(body).toHaveText('Please wait.');
    await page.keyboard.press('z');
    await expect(doneOn(page)).toContainText('Sent the reply to Olga Ott: undone.');
    expect(await api.draft(other)).toMatchObject({
      body_html: '<p>Please wait.</p>',
      scheduled_send_at: null,
    });
  });
});
