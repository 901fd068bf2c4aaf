import type { Page } from '@playwright/test';
import { letter, newAddress } from './fixtures/letter.ts';
import { caretToEnd, openConversation, paste, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const chips = (page: Page, field: 'Cc' | 'Bcc' = 'Cc') =>
  page.getByRole('list', { name: `${field} recipients`, exact: true }).getByRole('listitem');

let conversation = '';
test.beforeEach(async ({ page, api, signIn }) => {
  const customer = newAddress('casey');
  [conversation = ''] = await api.importMail(
    letter({ from: `Casey Cole <${customer}>`, cc: 'Nina Neighbour <nina@neighbour.example>' }),
  );
  await api.saveDraft(conversation, { body_html: '<p>Tomorrow at nine.</p>' });
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  await expect(replyOn(page).body).toBeVisible();
});

for (const [name, keys] of [
  ['a comma', ','],
  ['a semicolon', ';'],
  ['Enter', 'Enter'],
  ['Tab', 'Tab'],
] as const) {
  test(`${name} turns what was typed into a recipient`, async ({ page }) => {
    const { cc } = replyOn(page);
    await cc.click();
    await page.keyboard.type('ann@able.example');
    await page.keyboard.press(keys);
    await expect(chips(page)).toHaveText(['ann@able.example']);
    await expect(cc).toHaveValue('');
  });
}

test('leaving the field turns what was typed into a recipient', async ({ page }) => {
  const { cc, body } = replyOn(page);
  await cc.click();
  await page.keyboard.type('ann@able.example');
  await caretToEnd(page, body);
  await expect(chips(page)).toHaveText(['ann@able.example']);
});

test('a committed recipient leaves the rest of the page within reach', async ({ page }) => {
  const { cc, save, saveForReview } = replyOn(page);
  await cc.click();
  await page.keyboard.type('ann@able.example');
  await page.keyboard.press('Enter');
  await expect(chips(page)).toHaveText(['ann@able.example']);
  await expect(saveForReview).toBeVisible();
  await save.click();
  await expect(replyOn(page).status).toHaveText(/^Saved/);
});

test('a pasted list is taken apart where its addresses end, and nothing is there twice', async ({
  page,
  api,
}) => {
  const { cc, save, status } = replyOn(page);
  await cc.click();
  await paste(
    page,
    '"Doe, John" <john@doe.example>; kim@doe.example,\nJOHN@doe.example\tLee <lee@doe.example>\r\n',
  );
  await expect(chips(page).filter({ hasText: 'john@doe.example' })).toHaveCount(1);
  await expect(chips(page).filter({ hasText: 'kim@doe.example' })).toHaveCount(1);
  await cc.fill('kim@doe.example');
  await page.keyboard.press('Enter');
  await expect(chips(page).filter({ hasText: 'kim@doe.example' })).toHaveCount(1);
  await page.keyboard.press('Escape');

  for (const chip of await chips(page).filter({ hasText: 'Lee' }).all()) {
    await chip.getByRole('button', { name: /^Remove/ }).click();
    await page.keyboard.press('Escape');
  }
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  const kept = (await api.draft(conversation))?.cc_emails.join(' ') ?? '';
  expect(kept).toMatch(/john@doe\.example/);
  expect(kept).toMatch(/kim@doe\.example/);
});

test('an entry that is no address stays, is marked, and holds saving back with a sentence', async ({
  page,
  api,
}) => {
  const { cc, save, status } = replyOn(page);
  await cc.click();
  await page.keyboard.type('not an address,');
  await page.keyboard.press('Escape');
  await expect(chips(page)).toHaveText([/not an address/]);
  await expect(chips(page).getByRole('img', { name: /Not valid/ })).toBeVisible();
  await expect(cc).toHaveAttribute('aria-invalid', 'true');

  await save.click();
  await expect(page.getByRole('alert')).toContainText('not an address');
  expect((await api.draft(conversation))?.cc_emails).toEqual([]);

  await page.getByRole('button', { name: 'Remove not an address' }).click();
  await page.keyboard.press('Escape');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
});

test('Backspace takes the last recipient back into the field', async ({ page }) => {
  const { cc } = replyOn(page);
  await cc.click();
  await page.keyboard.type('ann@able.example,bob@able.example,');
  await expect(chips(page)).toHaveCount(2);
  await page.keyboard.press('Backspace');
  await expect(chips(page)).toHaveText(['ann@able.example']);
  await expect(cc).toHaveValue('bob@able.example');
});

test('a recipient is reached and removed by keyboard', async ({ page }) => {
  const { cc } = replyOn(page);
  await cc.click();
  await page.keyboard.type('ann@able.example,bob@able.example,');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('button', { name: 'Remove bob@able.example' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Delete');
  await expect(chips(page)).toHaveText(['bob@able.example']);
  await expect(cc).toBeFocused();
});

test('people who took part are offered, and chosen with the arrow keys', async ({ page }) => {
  const { cc } = replyOn(page);
  await cc.click();
  await page.keyboard.type('nina');
  await expect(page.getByRole('option', { name: /nina@neighbour\.example/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(chips(page)).toHaveText(['nina@neighbour.example']);
  await expect(cc).toHaveValue('');
});

test('people for Bcc are kept apart from those for Cc', async ({ page, api }) => {
  const { cc, bcc, save, status } = replyOn(page);
  await cc.fill('open@able.example');
  await cc.press('Tab');
  await bcc.fill('secret@able.example');
  await bcc.press('Tab');
  await expect(chips(page, 'Cc')).toHaveText(['open@able.example']);
  await expect(chips(page, 'Bcc')).toHaveText(['secret@able.example']);
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  expect(await api.draft(conversation)).toMatchObject({
    cc_emails: ['open@able.example'],
    bcc_emails: ['secret@able.example'],
  });
});
