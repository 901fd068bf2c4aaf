import type { Page } from '@playwright/test';
import { gate } from './fixtures/gate.ts';
import { keptBodies } from './fixtures/journal.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { openConversation, repliesOn, replyOn, saveNothing, saves } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

// A save that is on its way when the session ends is refused.
test.use({ expectedComplaints: /status of (401|403)|ERR_FAILED/ });

/** A session that no other browser and no other test has. */
async function signInAnew(page: Page): Promise<void> {
  await page.context().clearCookies();
  const data = { email: 'rep@acme.test', password: 'demo-password' };
  expect((await page.request.post('/api/desk/sign-in', { data })).status()).toBe(200);
}

const accountOn = (page: Page) => page.getByRole('button', { name: /^Account of/ });
const dialogOn = (page: Page) => page.getByRole('alertdialog', { name: 'End all your sessions?' });

async function signOutEverywhere(page: Page): Promise<void> {
  await accountOn(page).click();
  await page.getByRole('button', { name: 'End all my sessions' }).click();
  await dialogOn(page).getByRole('button', { name: 'End all sessions' }).click();
}

let conversation = '';
test.beforeEach(async ({ page, api }) => {
  [conversation = ''] = await api.importMail(letter({ from: `Erna Ever <${newAddress('erna')}>` }));
  await signInAnew(page);
});
// Also the session that tests share is over.
test.afterEach(({ sessions }) => void sessions.delete('rep'));

test('whoever signs out everywhere is asked once, and out of the other browser too, where nothing they wrote is lost', async ({
  page,
  anotherPage,
}) => {
  const other = await anotherPage('rep');
  await signInAnew(other);
  await saveNothing(other);
  await openConversation(other, conversation);
  const { body, status } = replyOn(other);
  await body.click();
  await other.keyboard.type('Written on the other computer');
  await expect
    .poll(() => keptBodies(other, conversation))
    .toEqual([expect.stringContaining('the other computer')]);

  await page.goto('/queue/review');
  await accountOn(page).click();
  await page.getByRole('button', { name: 'End all my sessions' }).click();
  await dialogOn(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialogOn(page)).toBeHidden();
  await expect(accountOn(page)).toBeFocused();
  await page.reload();
  await expect(repliesOn(page)).toBeVisible();
  await signOutEverywhere(page);
  await expect(page).toHaveURL('/sign-in');
  await page.goto('/queue/review');
  await expect(page).toHaveURL(/\/sign-in/);

  // Nobody touches it; the desk looks after its streams every 15 seconds, and does not wait for that.
  await expect(other).toHaveURL(/\/sign-in/, { timeout: 10_000 });
  await expect(other.getByText('kept in this browser, and there again')).toBeVisible();
  await other.unroute(saves);
  await other.getByRole('button', { name: /Continue as Kara Danvers/ }).click();
  await expect(other).toHaveURL(`/conversations/${conversation}`);
  await expect(body).toHaveText('Written on the other computer');
  await expect(status).toHaveText(/^Saved/);
});

test('what they were writing right there is there again too, and they are told of no ended session', async ({
  page,
}) => {
  await saveNothing(page);
  await openConversation(page, conversation);
  const { body } = replyOn(page);
  await body.click();
  await page.keyboard.type('Half a sen');
  await expect.poll(() => keptBodies(page, conversation)).toEqual([expect.stringContaining('Half a sen')]);

  // The way to the sign-in page is so slow that the page hears of the end of its session before.
  const refused = gate();
  page.on('response', (response) => {
    if (response.url().endsWith('/api/desk/session') && response.status() === 401) refused.open();
  });
  await page.route('**/sign-in', async (route) => {
    if (route.request().isNavigationRequest()) await refused.opened;
    return route.continue();
  });
  await signOutEverywhere(page);
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await expect(page).toHaveURL('/sign-in');
  await expect(page.getByText('Your session ended')).toBeHidden();
  await page.getByRole('button', { name: /Continue as Kara Danvers/ }).click();
  await expect(repliesOn(page)).toBeVisible();
  await openConversation(page, conversation);
  await expect(body).toHaveText('Half a sen');
});

test('by the palette, where the desk cannot be reached: the dialog says so and nothing has ended', async ({
  page,
}) => {
  await page.goto('/queue/review');
  await expect(repliesOn(page)).toBeVisible();
  await page.route('**/sign-out-everywhere', (route) => route.abort());
  await page.keyboard.press('Control+K');
  await page.keyboard.type('end all my');
  await expect(page.getByRole('option', { name: 'End all my sessions' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  await dialogOn(page).getByRole('button', { name: 'End all sessions' }).click();
  await expect(dialogOn(page).getByRole('alert')).toContainText('The desk cannot be reached');
  await page.keyboard.press('Escape');
  await expect(dialogOn(page)).toBeHidden();
  await page.reload();
  await expect(repliesOn(page)).toBeVisible();
});
