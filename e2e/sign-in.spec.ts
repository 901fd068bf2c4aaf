import type { Page } from '@playwright/test';
import { letter, newAddress } from './fixtures/letter.ts';
import { logOf, repliesOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });

async function signInByHand(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await signInButton(page).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
}

test('a wrong password is refused with a sentence, and the right one then works', async ({ page }) => {
  await page.goto('/sign-in');
  await signInByHand(page, 'rep@acme.test', 'not-the-password');
  await expect(page.getByRole('alert')).toContainText('do not belong together');
  await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue('rep@acme.test');

  await signInByHand(page, 'rep@acme.test', 'demo-password');
  await expect(repliesOn(page)).toBeVisible();
});

test.describe('who guesses too often', () => {
  test.use({ expectedComplaints: /status of (401|429)/ });

  test('is told how long to wait', async ({ page }) => {
    const email = newAddress();
    await page.goto('/sign-in');
    for (let n = 0; n < 10; n++) {
      const data = { email, password: `guess ${n}` };
      expect((await page.request.post('/api/desk/sign-in', { data })).status()).toBe(401);
    }
    await signInByHand(page, email, 'guess 10');
    await expect(page.getByRole('alert')).toHaveText(/Too many attempts .* try again in 15 minutes\./);
  });
});

for (const [name, role] of [
  ['Kara Danvers', 'rep'],
  ['Clark Webb', 'manager'],
  ['Iris Novak', 'admin'],
] as const) {
  test(`one click signs in as the ${role} of the demo, and out again`, async ({ page }) => {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: new RegExp(name) }).click();
    await expect(repliesOn(page)).toBeVisible();
    await expect(page).toHaveURL('/queue/review');

    await signOut(page);
    await expect(signInButton(page)).toBeVisible();
    await page.goto('/queue/review');
    await expect(page).toHaveURL(/\/sign-in/);
    await expect(repliesOn(page)).toBeHidden();
  });
}

test('who follows a link to a conversation signs in and is there', async ({ page, api }) => {
  const address = newAddress();
  const [conversation] = await api.importMail(letter({ from: `Ada Link <${address}>` }));
  await page.goto(`/conversations/${conversation}?queue=review`);
  await expect(signInButton(page)).toBeVisible();
  await signInByHand(page, 'manager@acme.test', 'demo-password');
  await expect(page).toHaveURL(`/conversations/${conversation}?queue=review`);
  await expect(logOf(page).getByRole('article', { name: /Ada Link/ })).toBeVisible();
});

test('the way back leads to this desk alone', async ({ page }) => {
  await page.goto('/sign-in?from=//elsewhere.example/');
  await signInByHand(page, 'rep@acme.test', 'demo-password');
  await expect(page).toHaveURL('/queue/review');
});
