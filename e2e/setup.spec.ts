import { expectAccessible } from './fixtures/accessible.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ demo: 'off' });

test('the first visitor of an empty desk sets it up and finds it empty', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/setup$/);
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Organisation' }).fill('Brick & Beam');
  await page.getByRole('textbox', { name: 'Sending address' }).fill('office@brick.example');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Bea Brick');
  await page.getByRole('textbox', { name: 'Your email' }).fill('bea@brick.example');
  await page.getByRole('textbox', { name: 'Password' }).fill('a long enough password');
  await page.getByRole('button', { name: 'Set up the desk' }).click();

  await expect(page).toHaveURL('/queue/review');
  await expect(page.getByText('Nothing to review')).toBeVisible();
  await expectAccessible(page);
  for (const [tab, words] of [
    ['Approval', 'Nothing waits for approval'],
    ['Scheduled', 'Nothing is on its way out'],
    ['Failed', 'No reply has failed'],
    ['Sent', 'Nothing sent yet'],
  ] as const) {
    await page.getByRole('navigation', { name: 'Queue' }).getByRole('link', { name: tab }).click();
    await expect(page.getByText(words)).toBeVisible();
  }

  await page.getByRole('button', { name: 'Account of Bea Brick' }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await expect(page.getByText('demo')).toBeHidden();
  await page.goto('/setup');
  await expect(page).toHaveURL(/\/sign-in/);
});
