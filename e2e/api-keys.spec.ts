import type { Page } from '@playwright/test';
import { DeskApi } from './fixtures/desk-api.ts';
import { letter } from './fixtures/letter.ts';
import { remembered } from './fixtures/remembered.ts';
import { openConversation, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

// A desk that no other file shares, as a team begins it: nobody has a key.
test.use({ demo: 'off', holdSeconds: 3 });

const setup = {
  organization_name: 'Brick & Beam',
  sending_address: 'office@brick.example',
  name: 'Bea Brick',
  email: 'bea@brick.example',
  password: 'a long enough password',
};

const keysOn = (page: Page) => {
  const dialog = page.getByRole('dialog');
  return {
    section: page.getByRole('region', { name: 'API keys' }),
    add: page.getByRole('button', { name: 'New key' }),
    row: (name: string) => page.getByRole('group', { name, exact: true }),
    dialog,
    name: dialog.getByRole('textbox', { name: 'Name' }),
    expires: dialog.getByRole('combobox', { name: 'Expires' }),
    make: dialog.getByRole('button', { name: 'Make key' }),
    key: dialog.getByRole('code').filter({ hasText: 'csk_' }),
    copy: dialog.getByRole('button', { name: 'Copy' }),
    done: dialog.getByRole('button', { name: 'Done' }),
  };
};

test.beforeEach(async ({ page }) => {
  const made = await page.request.post('/api/desk/setup', { data: setup });
  if (made.status() === 409) await page.request.post('/api/desk/sign-in', { data: setup });
  await page.goto('/settings/policy');
  await expect(keysOn(page).add).toBeVisible();
});

test('an administrator makes the first key, and the program that has it drafts a reply', async ({
  page,
  desk,
}) => {
  const { section, add, row, dialog, name, make, key, copy, done } = keysOn(page);
  await expect(section).toContainText('No program has a key');
  await expect(section).toContainText('X-API-KEY');
  await expect(section.getByRole('link', { name: 'What a program can do' })).toHaveAttribute(
    'href',
    '/api/docs',
  );

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await add.click();
  await expect(name).toBeFocused();
  await page.keyboard.type('Drafting AI');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('it will not be shown again');
  await expect(copy).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toHaveText('Copied.');
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  expect(secret).toMatch(/^csk_[0-9a-f]{64}$/);
  await expect(key).toHaveText(secret);
  expect(await remembered(page)).toContain(secret);

  await page.mouse.click(5, 5);
  await expect(key).toBeVisible();
  await done.click();
  await expect(dialog).toBeHidden();
  await expect(add).toBeFocused();
  await expect(row('Drafting AI')).toContainText('Its replies need approval');
  await expect.poll(() => remembered(page)).not.toContain(secret);
  await add.click();
  await expect(make).toBeVisible();
  await expect(name).toHaveValue('');
  await page.keyboard.press('Escape');
  expect(await remembered(page)).not.toContain(secret);

  const program = new DeskApi(desk.url, { 'x-api-key': secret });
  const [conversation = ''] = await program.importMail(letter({ from: 'Rita Ridge <rita@ridge.example>' }));
  await program.saveDraft(conversation, { body_html: '<p>Dear Rita, on Tuesday.</p>' });
  await openConversation(page, conversation);
  await expect(replyOn(page).body).toHaveText('Dear Rita, on Tuesday.');
  await expect(page.getByText('Drafting AI').first()).toBeVisible();
  await page.goto('/activity?kind=key_created');
  await expect(page.getByRole('list', { name: 'Activity' })).toContainText(
    /Bea Brick made an API key.*Drafting AI: does not expire/,
  );
  await page.goto('/settings/policy');
  await expect(row('Drafting AI')).toBeVisible();
  expect(await remembered(page)).not.toContain(secret);
});

test('a key that is closed with Escape before anybody copied it is gone, and one can be made that expires', async ({
  page,
}) => {
  const { add, row, dialog, name, expires, make, key } = keysOn(page);
  await add.click();
  await name.fill('Reporting');
  await expires.selectOption('In 30 days');
  await make.click();
  const secret = (await key.textContent()) ?? '';
  expect(secret).toMatch(/^csk_/);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(row('Reporting')).toContainText('Expires:');
  await expect.poll(() => remembered(page)).not.toContain(secret);
});

test('where the browser does not copy, the key is selected', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await page.reload();
  const { add, dialog, name, make, key, copy } = keysOn(page);
  await add.click();
  await name.fill('Without a clipboard');
  await make.click();
  await copy.click();
  await expect(dialog.getByRole('status')).toContainText('copy it by hand');
  const selected = await page.evaluate(() => String(getSelection()));
  expect(selected).toBe(await key.textContent());
});

test.describe('which goes wrong', () => {
  test.use({ expectedComplaints: /status of (401|409)|ERR_FAILED/ });

  test('a name that another key has is refused, and can be changed', async ({ page }) => {
    const { add, row, dialog, name, make, key, done } = keysOn(page);
    await add.click();
    await name.fill('Twins');
    await make.click();
    await done.click();
    await add.click();
    await name.fill('twins');
    await make.click();
    await expect(dialog.getByRole('alert')).toContainText('“Twins” already');
    await expect(name).toHaveValue('twins');
    await name.fill('Triplets');
    await make.click();
    await expect(key).toBeVisible();
    await done.click();
    await expect(row('Triplets')).toBeVisible();
  });

  test('a key whose making was never answered is in the list, where it can be turned off', async ({
    page,
  }) => {
    const { add, row, dialog, name, make } = keysOn(page);
    await page.route('**/api/desk/api-keys', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fetch();
      return route.abort();
    });
    await add.click();
    await name.fill('Never seen');
    await make.click();
    await expect(dialog.getByRole('alert')).toContainText('The desk cannot be reached');
    await page.keyboard.press('Escape');
    const active = row('Never seen').getByRole('switch', { name: 'Active' });
    await active.uncheck();
    await expect(row('Never seen')).toContainText('The desk refuses it until it is active again.');
  });
});
