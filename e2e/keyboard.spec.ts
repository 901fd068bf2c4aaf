import type { Page } from '@playwright/test';
import { commandTable } from '../src/app/lib/commands/command-table.ts';
import { textCommands } from '../src/app/lib/commands/text-commands.ts';
import { gate } from './fixtures/gate.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { replyToEach } from './fixtures/replies.ts';
import {
  caretToEnd,
  mailBody,
  openConversation,
  previewOn,
  repliesOn,
  replyOn,
  untilIdle,
} from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ holdSeconds: 60 });

const paletteOn = (page: Page) => page.getByRole('dialog', { name: 'Commands' });
const helpOn = (page: Page) => page.getByRole('dialog', { name: 'All keys' });
const rowsOn = (page: Page) => repliesOn(page).getByRole('link');

async function openQueue(page: Page, tab = 'review'): Promise<void> {
  await page.goto(`/queue/${tab}`);
  await expect(repliesOn(page)).toBeVisible();
}

test.describe('without a mouse', () => {
  test.beforeEach(({ page, signIn }) => signIn(page, 'rep'));

  test('each queue is two letters away', async ({ page }) => {
    await openQueue(page);
    for (const [letter, tab] of [
      ['a', 'approval'],
      ['s', 'scheduled'],
      ['f', 'failed'],
      ['t', 'sent'],
      ['r', 'review'],
    ] as const) {
      await page.keyboard.press('g');
      await page.keyboard.press(letter);
      await expect(page).toHaveURL(`/queue/${tab}`);
    }
  });

  test('one moves along the list, opens a reply, reads on and goes back to where one was', async ({
    page,
  }) => {
    await openQueue(page);
    await page.keyboard.press('j');
    await expect(rowsOn(page).nth(0)).toBeFocused();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await expect(rowsOn(page).nth(1)).toBeFocused();

    const href = (n: number) => rowsOn(page).nth(n).getAttribute('href');
    const [second, third] = [await href(1), await href(2)];
    await page.keyboard.press('o');
    await expect(page).toHaveURL(second ?? '');
    await expect(rowsOn(page).nth(1)).toHaveAttribute('aria-current');
    await page.keyboard.press('j');
    await expect(page).toHaveURL(third ?? '');
    await expect(rowsOn(page).nth(2)).toHaveAttribute('aria-current');
    await page.keyboard.press('k');
    await expect(page).toHaveURL(second ?? '');
    await page.keyboard.press('u');
    await expect(page).toHaveURL('/queue/review');
    await expect(rowsOn(page).nth(1)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(second ?? '');
  });

  test('Escape leaves the text first and the conversation next', async ({ page }) => {
    await openQueue(page);
    await page.keyboard.press('j');
    await page.keyboard.press('o');
    const { body } = replyOn(page);
    await expect(body).toBeVisible();
    await page.keyboard.press('e');
    await expect(body).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/\/conversations\//);
    await expect(rowsOn(page).nth(0)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL('/queue/review');
    await expect(rowsOn(page).nth(0)).toBeFocused();
  });

  test('the keys work while a message has the focus', async ({ page }) => {
    await openQueue(page);
    await page.keyboard.press('j');
    await page.keyboard.press('o');
    await mailBody(page).locator('body').click();
    await page.keyboard.press('u');
    await expect(page).toHaveURL('/queue/review');
  });

  test('a slash leads to the search, also from a conversation on a phone', async ({ page, api }) => {
    await openQueue(page);
    const search = page.getByRole('searchbox', { name: 'Search replies' });
    await page.keyboard.press('/');
    await expect(search).toBeFocused();
    await page.keyboard.type('j/?');
    await expect(search).toHaveValue('j/?');
    await page.keyboard.press('Escape');
    await expect(search).not.toBeFocused();
    await expect(search).toHaveValue('j/?');

    await page.setViewportSize({ width: 390, height: 844 });
    await openConversation(page, `${await api.conversationWith('Diana Prince')}?queue=review`);
    await page.keyboard.press('/');
    await expect(search).toBeFocused();
  });

  test('letters typed in a reply, a recipient or a search are letters', async ({ page, api }) => {
    const typed = 'jkuxe?[p#z/gr';
    const [conversation = ''] = await api.importMail(letter({ from: `Lea Letters <${newAddress('lea')}>` }));
    await api.saveDraft(conversation, { body_html: '<p>Start</p>' });
    await openConversation(page, conversation);
    const { body, cc } = replyOn(page);
    await body.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(typed);
    await expect(body).toHaveText(`Start${typed}`);
    await cc.click();
    await page.keyboard.type(typed);
    await expect(cc).toHaveValue(typed);
    await expect(page).toHaveURL(`/conversations/${conversation}`);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
  });

  test('a reply is previewed, addressed, saved and discarded', async ({ page, api }) => {
    const [conversation = ''] = await api.importMail(letter({ from: `Rita Reply <${newAddress('rita')}>` }));
    await api.saveDraft(conversation, { body_html: '<p>Hello.</p>' });
    await openConversation(page, conversation);
    const { body, cc, bcc, status } = replyOn(page);
    await expect(body).toBeVisible();
    await page.keyboard.press('p');
    const preview = previewOn(page);
    await expect(preview.message.getByText('Hello.')).toBeVisible();
    await page.keyboard.press('#');
    await page.keyboard.press('Control+S');
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(preview.dialog).toBeHidden();
    await expect(page).toHaveURL(`/conversations/${conversation}`);

    await page.keyboard.press('e');
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Bye.');
    await page.keyboard.press('Control+Shift+C');
    await expect(cc).toBeFocused();
    await page.keyboard.type('one@keys.example');
    await page.keyboard.press('Control+Shift+B');
    await expect(bcc).toBeFocused();
    await page.keyboard.type('two@keys.example');
    await page.keyboard.press('Control+S');
    await expect(status).toHaveText(/^Saved/);
    expect(await api.draft(conversation)).toMatchObject({
      body_html: '<p>Hello. Bye.</p>',
      cc_emails: ['one@keys.example'],
      bcc_emails: ['two@keys.example'],
    });

    // Saving is saving, whatever is to happen in the end.
    await replyOn(page).sendNow.check();
    await body.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Soon.');
    await page.keyboard.press('Control+S');
    await expect.poll(async () => (await api.draft(conversation))?.body_html).toContain('Soon.');
    expect(await api.draft(conversation)).toMatchObject({ scheduled_send_at: null });
    await expect(replyOn(page).sendNow).toBeChecked();

    await bcc.press('Escape');
    await page.keyboard.press('#');
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await page.getByRole('button', { name: 'Discard', exact: true }).press('Enter');
    await expect.poll(() => api.draft(conversation)).toBeUndefined();
  });

  test('a key pressed at the moment that a reply appears is heard', async ({ page, api }) => {
    const [conversation = ''] = await api.importMail(letter({ from: `Fay Fast <${newAddress('fay')}>` }));
    await api.saveDraft(conversation, { body_html: '<p>Hello.</p>' });
    await page.goto(`/queue/review?search=${encodeURIComponent('Fay Fast')}`);
    await expect(rowsOn(page)).toHaveCount(1);
    // Whoever sees it can press no sooner than this.
    await page.evaluate(() => {
      const appears = new MutationObserver(() => {
        if (!document.querySelector('[role="textbox"][aria-label="Reply"]')) return;
        appears.disconnect();
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'p', code: 'KeyP', bubbles: true }));
      });
      appears.observe(document, { childList: true, subtree: true });
    });
    await rowsOn(page).click();
    await expect(previewOn(page).message.getByText('Hello.')).toBeVisible();
  });

  test('a reply that was let go is taken back with e', async ({ page, api }) => {
    const [conversation = ''] = await api.importMail(letter({ from: `Bea Back <${newAddress('bea')}>` }));
    await api.saveDraft(conversation, { body_html: '<p>Too soon.</p>', autosend_draft: true });
    await openConversation(page, conversation);
    await expect(page.getByRole('button', { name: 'Edit' })).toBeVisible();
    await page.keyboard.press('e');
    await expect(replyOn(page).body).toBeFocused();
  });

  test('i loads the pictures that are held back', async ({ page, api }) => {
    await page.route('https://pictures.example/**', (route) => route.fulfill({ status: 204 }));
    const [conversation = ''] = await api.importMail(letter({ from: `Ina Image <${newAddress('ina')}>` }));
    await api.saveDraft(conversation, {
      body_html: '<p>Look:</p><img src="https://pictures.example/1.png" alt="">',
    });
    await openConversation(page, conversation);
    await expect(page.getByRole('button', { name: 'Load pictures' })).toBeVisible();
    const asked = page.waitForRequest('https://pictures.example/1.png');
    await page.keyboard.press('i');
    await asked;
    await expect(page.getByRole('button', { name: 'Load pictures' })).toBeHidden();
  });
});

test.describe('the palette', () => {
  test.beforeEach(({ page, signIn }) => signIn(page, 'rep'));

  test('finds a command, tells its keys and runs it', async ({ page }) => {
    await openQueue(page);
    await page.keyboard.press('Control+K');
    const palette = paletteOn(page);
    const option = palette.getByRole('option', { name: 'Go to Failed' });
    await expect(option).toContainText('G then F');
    await expect(palette.getByRole('option', { name: /^Discard/ })).toHaveCount(0);
    await page.keyboard.type('failed');
    await expect(option).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL('/queue/failed');
    await expect(palette).toBeHidden();
  });

  test('finds a conversation and opens it', async ({ page, api }) => {
    const customer = newAddress('pal');
    const [conversation = ''] = await api.importMail(letter({ from: `Palmer Palette <${customer}>` }));
    await openQueue(page);
    await page.keyboard.press('Control+K');
    // Without waiting for it: what is typed meanwhile is no command to the page.
    await page.keyboard.type('palmer');
    await expect(page.getByRole('combobox', { name: 'Commands' })).toHaveValue('palmer');
    await expect(paletteOn(page).getByRole('option', { name: /Palmer Palette/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(`/conversations/${conversation}`);
  });

  test('gives the focus back where it was', async ({ page }) => {
    await openQueue(page);
    await page.keyboard.press('j');
    await page.keyboard.press('Control+K');
    await expect(paletteOn(page).getByRole('combobox')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(paletteOn(page)).toBeHidden();
    await expect(rowsOn(page).nth(0)).toBeFocused();
    await expect(page).toHaveURL('/queue/review');
  });

  test('in the text a selection gets a link and no selection the palette', async ({ page, api }) => {
    const [conversation = ''] = await api.importMail(letter({ from: `Lina Link <${newAddress('lina')}>` }));
    await api.saveDraft(conversation, { body_html: '<p>Here</p>' });
    await openConversation(page, conversation);
    const { body } = replyOn(page);
    await body.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Control+K');
    await page.keyboard.type('add cc');
    await expect(paletteOn(page).getByRole('option', { name: /^Add Cc/ })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await page.keyboard.press('Enter');
    await expect(replyOn(page).cc).toBeFocused();
    await body.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+K');
    await expect(page.getByRole('textbox', { name: 'Address' })).toBeVisible();
    await expect(paletteOn(page)).toHaveCount(0);
  });

  test('does to the text what its toolbar does, where the caret is', async ({ page, api }) => {
    const [conversation = ''] = await api.importMail(letter({ from: `Tess Text <${newAddress('tess')}>` }));
    await api.saveDraft(conversation, { body_html: '<p>First</p><p>Second</p>' });
    await openConversation(page, conversation);
    const { body } = replyOn(page);
    await caretToEnd(page, body);
    await page.keyboard.press('Control+K');
    await page.keyboard.type('numbered');
    const option = paletteOn(page).getByRole('option', { name: /^Numbered list/ });
    await expect(option).toHaveAttribute('aria-selected', 'true');
    await expect(option).toContainText('Ctrl+Shift+7');
    await page.keyboard.press('Enter');
    await expect(body.locator('ol li')).toHaveText('Second');
    await page.keyboard.type(' and third');
    await expect(body.locator('ol li')).toHaveText('Second and third');
  });

  test('signs out', async ({ page }) => {
    // The session that other tests share goes on.
    await page.context().clearCookies();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: /Kara Danvers/ }).click();
    await expect(repliesOn(page)).toBeVisible();
    await page.keyboard.press('Control+K');
    await page.keyboard.type('sign out');
    await expect(paletteOn(page).getByRole('option', { name: 'Sign out' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL('/sign-in');
  });
});

test('on a Mac it is the command key, which the desk also names', async ({ page, api, signIn }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'platform', { get: () => 'MacIntel' }));
  const [conversation = ''] = await api.importMail(letter({ from: `Wren <${newAddress('wren')}>` }));
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  const { body, save, status, sendNow, send } = replyOn(page);
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Meta+K');
  await expect(paletteOn(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(paletteOn(page)).toHaveCount(0);

  await caretToEnd(page, body);
  await page.keyboard.type('We come on ');
  await page.keyboard.press('Meta+B');
  await page.keyboard.type('Tuesday');
  await expect(body.locator('b, strong')).toHaveText('Tuesday');
  await expect(save).toHaveAttribute('aria-keyshortcuts', 'Meta+Enter');
  await page.keyboard.press('Meta+S');
  await expect(status).toHaveText(/^Saved/);
  await sendNow.check();
  await expect(send).toContainText('⌘');
  await body.focus();
  await page.keyboard.press('Meta+Enter');
  await expect(status).toHaveText(/^(?:Queued to send|Waiting for approval)/);
  await page.keyboard.press('?');
  await expect(helpOn(page).getByText('⌘S', { exact: true })).toBeVisible();
});

test('? lists every key, and says which do nothing here', async ({ page, signIn }) => {
  await signIn(page, 'rep');
  await openQueue(page);
  await page.keyboard.press('j');
  await page.keyboard.press('?');
  const help = helpOn(page);
  for (const { name, keys } of [...commandTable, ...textCommands]) {
    if (keys.length === 0) continue;
    await expect(
      help.getByRole('listitem').filter({ hasText: new RegExp(`^${name}(?: ·|\\W*\\S+)`) }),
      name,
    ).not.toHaveCount(0);
  }
  const line = (name: string) => help.getByRole('listitem').filter({ hasText: new RegExp(`^${name}`) });
  await expect(line('Preview the reply')).toHaveText(/with a reply open/);
  await expect(line('All keys')).toHaveText('All keys?');
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await expect(rowsOn(page).nth(0)).toBeFocused();
});

test('single characters can be turned off, for oneself, until one turns them on', async ({
  page,
  signIn,
  anotherPage,
}) => {
  await signIn(page, 'rep');
  await openQueue(page);
  await page.keyboard.press('?');
  await helpOn(page).getByRole('link', { name: 'keyboard settings' }).press('Enter');
  await expect(page).toHaveURL('/settings/keyboard');
  const letters = page.getByRole('checkbox', { name: 'Single-character keys' });
  await expect(letters).toBeChecked();
  await letters.press('Space');
  await expect(letters).not.toBeChecked();
  await expect(page.getByRole('listitem').filter({ hasText: 'Discard the draft' })).toHaveText(/turned off/);

  await openQueue(page);
  for (const key of ['j', '?', '/', 'g', 'f', 'o', 'x']) await page.keyboard.press(key);
  await page.keyboard.press('Control+K');
  await expect(paletteOn(page)).toBeVisible();
  await expect(paletteOn(page).getByRole('option', { name: 'Go to Failed' })).toHaveText('Go to Failed');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL('/queue/review');
  await expect(helpOn(page)).toHaveCount(0);
  await expect(repliesOn(page).locator(':focus')).toHaveCount(0);

  const other = await anotherPage('manager');
  await openQueue(other);
  await other.keyboard.press('j');
  await expect(rowsOn(other).nth(0)).toBeFocused();
});

test('z means what was decided last: where that is refused, nothing is undone and one is told so', async ({
  page,
  api,
  apiOf,
  signIn,
}) => {
  const rep = await apiOf('rep');
  const subject = `Gutter ${newAddress('lot')}`;
  const replies = await replyToEach(['Bea', 'Ada'], { api, by: rep, subject });
  await signIn(page, 'manager');
  await page.goto(`/queue/approval?search=${encodeURIComponent(subject)}`);
  const said = page.getByRole('region', { name: /What was done/ });
  const approve = page.getByRole('button', { name: 'Approve and send' });
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  await rowsOn(page).first().click();
  await expect(heading('Ada')).toBeVisible();
  await expect(approve).toBeVisible();
  await page.keyboard.press(']');
  await expect(heading('Bea')).toBeVisible();
  await expect(said).toContainText('Approved the reply to Ada.');

  const held = gate();
  await page.route('**/api/desk/decisions/approve', async (route) => {
    await held.opened;
    await route.continue();
  });
  const asked = page.waitForRequest('**/api/desk/decisions/approve');
  await untilIdle(page);
  await page.keyboard.press(']');
  await asked;
  await page.keyboard.press('z');
  await rep.saveDraft(replies.get('Bea') ?? '', { body_html: '<p>Hi Bea, no.</p>', autosend_draft: true });
  held.open();
  await expect(said).toContainText('Nothing was undone');
  await page.goto(`/queue/scheduled?search=${encodeURIComponent(subject)}`);
  await expect(repliesOn(page).getByRole('link', { name: 'Ada' })).toBeVisible();
  await expect(rowsOn(page)).toHaveCount(1);
});

test('the account menu leads to the keyboard settings', async ({ page, signIn }) => {
  await signIn(page, 'rep');
  await openQueue(page);
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('link', { name: 'Keyboard' }).click();
  await expect(page.getByRole('heading', { name: 'Keyboard' })).toBeVisible();
});
