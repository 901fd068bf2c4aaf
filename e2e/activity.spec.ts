import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { letter, newAddress } from './fixtures/letter.ts';
import { atOnce, logOf } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const activityOn = (page: Page) => {
  const list = page.getByRole('list', { name: 'Activity' });
  return {
    rows: list.getByRole('listitem'),
    who: page.getByRole('combobox', { name: 'Who' }),
    what: page.getByRole('combobox', { name: 'What' }),
    from: page.getByLabel('From', { exact: true }),
    to: page.getByLabel('To', { exact: true }),
    clear: page.getByRole('button', { name: 'Clear filters' }),
  };
};

let name = '';
let note = '';
test.beforeEach(async ({ api, apiOf, page, signIn }) => {
  const address = newAddress('ada');
  name = `Ada ${address}`;
  note = `Mention the skylight to ${address}.`;
  const [conversation = ''] = await api.importMail(letter({ from: `"${name}" <${address}>` }));
  await (await apiOf('rep')).saveDraft(conversation, {
    body_html: '<p>Hi Ada, yes.</p>',
    autosend_draft: true,
  });
  await (await apiOf('manager')).returnReply(conversation, note);
  await signIn(page, 'manager');
});

test('a manager finds who returned what, with the note, and opens the conversation', async ({ page }) => {
  await page.goto('/queue/review');
  await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Activity' }).click();
  const { rows, who, what, clear } = activityOn(page);
  await expect(rows.first()).toContainText(`Clark Webb returned the reply: “${note}”`);
  await what.selectOption('Reply returned');
  await who.selectOption('Clark Webb');
  await expect(page).toHaveURL(/kind=draft_returned/);
  await expect(rows.filter({ hasNotText: 'Clark Webb returned the reply' })).toHaveCount(0);
  await page.reload();
  await expect(what).toHaveValue('draft_returned');
  await expect(rows.first()).toContainText(note);
  await who.selectOption('Kara Danvers');
  await expect(page.getByText('Nothing like this happened')).toBeVisible();
  await clear.click();
  await expect(rows.filter({ hasText: 'Kara Danvers asked for approval' }).first()).toBeVisible();
  await rows
    .filter({ hasText: note })
    .getByRole('link', { name: `Conversation with ${name}` })
    .click();
  await expect(logOf(page).getByRole('article').first()).toBeVisible();
});

test('what others do is there at once', async ({ page, api }) => {
  const listening = page.waitForResponse('**/api/desk/events?*');
  await page.goto('/activity');
  await listening;
  const { rows } = activityOn(page);
  await expect(rows.first()).toContainText(note);
  await api.saveDraft(await api.conversationWith(name), { body_html: '<p>Yes, with the skylight.</p>' });
  await expect(rows.first()).toContainText('AI assistant saved the reply', atOnce);
});

test('days narrow the list, and a day before any work is empty', async ({ page }) => {
  await page.goto('/activity');
  const { rows, from, to } = activityOn(page);
  const today = await page.evaluate(() => new Date().toLocaleDateString('en-CA'));
  await from.fill(today);
  await expect(page).toHaveURL(new RegExp(`from=${today}`));
  await expect(rows.first()).toContainText(note);
  await from.fill('2020-01-01');
  await to.fill('2020-01-02');
  await expect(page.getByText('Nothing like this happened')).toBeVisible();
  await from.fill('2020-01-03');
  await expect(page.getByText('These days are in the wrong order')).toBeVisible();
});

test('more is loaded as one reads on', async ({ page, apiOf, api }) => {
  const rep = await apiOf('rep');
  const [conversation = ''] = await api.importMail(letter({ from: `Many <${newAddress('many')}>` }));
  for (let n = 0; n < 60; n += 1) await rep.saveDraft(conversation, { body_html: `<p>Version ${n}.</p>` });
  await page.goto('/activity?kind=draft_saved');
  const { rows } = activityOn(page);
  await expect(rows).toHaveCount(50);
  await rows.first().hover();
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, 5_000);
      return rows.count();
    })
    .toBeGreaterThan(60);
});

test('the export holds what is shown, in both formats', async ({ page }) => {
  await page.goto('/activity?kind=draft_returned');
  const { rows } = activityOn(page);
  await expect(rows.first()).toContainText(note);
  const shown = await rows.count();
  const download = async (label: string) => {
    const started = page.waitForEvent('download');
    await page.getByRole('link', { name: label }).click();
    const file = await started;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  };
  const lines = await download('Export JSON Lines');
  expect(lines.name).toMatch(/^activity-.*\.jsonl$/);
  const events = lines.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events).toHaveLength(shown);
  expect(events.at(-1)).toMatchObject({ kind: 'draft_returned', note, recipient: name });
  const csv = await download('Export CSV');
  expect(csv.name).toMatch(/^activity-.*\.csv$/);
  const [head, ...records] = csv.text.trim().split('\n');
  expect(head).toContain('actor_name,recipient');
  expect(records).toHaveLength(shown);
  expect(records.at(-1)).toContain(note);
});

test('a rep is told who sees it, and finds no way there', async ({ anotherPage }) => {
  const reps = await anotherPage('rep');
  await reps.goto('/activity');
  await expect(reps.getByRole('heading', { name: 'Managers see the activity' })).toBeVisible();
  await expect(reps.getByRole('link', { name: 'Activity' })).toHaveCount(0);
});

test.describe('when the desk cannot answer', () => {
  test.use({ expectedComplaints: /status of (401|500)/ });

  test('the page says so and tries again when asked', async ({ page }) => {
    await page.route('**/api/desk/activity?*', (route) =>
      route.fulfill({ status: 500, json: { detail: 'Internal server error' } }),
    );
    await page.goto('/activity');
    await expect(page.getByRole('alert')).toContainText('The activity did not load');
    await page.unroute('**/api/desk/activity?*');
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(activityOn(page).rows.first()).toBeVisible();
  });
});
