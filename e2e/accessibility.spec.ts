import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { letter, newAddress } from './fixtures/letter.ts';
import { logOf, openConversation, repliesOn, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function violationsOn(page: Page): Promise<string[]> {
  // axe is a script, and a frame that holds a mail runs none.
  const { violations } = await new AxeBuilder({ page }).withTags(standards).exclude('iframe').analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}

/** Looks at the page by day and by night. */
async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(async () => {
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      // An animation that is cut short, since its element went, has ended as well.
      await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    });
    expect.soft(await violationsOn(page), `${colorScheme}: ${page.url()}`).toEqual([]);
  }
}

/** As a keyboard gets there; where nothing is reached, the test says what was. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const passed: string[] = [];
  for (let n = 0; n < 150; n += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
    passed.push(
      await page.evaluate(
        () =>
          document.activeElement?.getAttribute('aria-label') ??
          document.activeElement?.textContent?.slice(0, 30) ??
          '',
      ),
    );
  }
  throw new Error(`Tab does not lead there, but to: ${passed.slice(0, 60).join(' | ')}`);
}

test('the sign-in page, also after a wrong password', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: /Clark Webb/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Email' }).fill('rep@acme.test');
  await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessible(page);
});

test.describe('the lists', () => {
  test.beforeEach(({ page, signIn }) => signIn(page, 'manager'));

  for (const tab of ['review', 'approval', 'failed']) {
    test(`the tab ${tab}`, async ({ page }) => {
      await page.goto(`/queue/${tab}`);
      await expect(repliesOn(page)).toBeVisible();
      await expectAccessible(page);
    });
  }

  test('all conversations, a search that finds nothing, and an address that leads nowhere', async ({
    page,
  }) => {
    await page.goto('/conversations');
    await expect(page.getByRole('list', { name: 'Conversations' })).toBeVisible();
    await expectAccessible(page);
    await page.goto('/queue/sent?search=nobody+is+called+this');
    await expect(page.getByText('No reply matches')).toBeVisible();
    await expectAccessible(page);
    await page.goto('/nowhere');
    await expect(page.getByText('There is no page at this address')).toBeVisible();
    await expectAccessible(page);
  });

  test('the account menu', async ({ page }) => {
    await page.goto('/queue/review');
    await page.getByRole('button', { name: /^Account of/ }).click();
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe('a list that did not load', () => {
  test.use({ expectedComplaints: /status of (401|500)/ });

  test('the error with its way out', async ({ page, signIn }) => {
    await signIn(page, 'rep');
    await page.route('**/api/desk/queue/**', (route) =>
      route.fulfill({ status: 500, json: { detail: 'Internal server error' } }),
    );
    await page.goto('/queue/review');
    await expect(page.getByRole('alert')).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe('the conversations', () => {
  test.beforeEach(({ page, signIn }) => signIn(page, 'rep'));

  for (const name of [
    'Diana Prince',
    'Miles O’Brien',
    'نجوى الكرم',
    'Priya Raman',
    'Eleanor Vance',
    'Mateus Silva',
    '+15138675309',
  ]) {
    test(`with ${name}`, async ({ page, api }) => {
      await openConversation(page, await api.conversationWith(name));
      await expect(replyOn(page).status).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
    });
  }

  test('with recipients, suggestions, an invalid one, and the question before discarding', async ({
    page,
    api,
  }) => {
    const customer = newAddress('axel');
    const [conversation = ''] = await api.importMail(letter({ from: `Axel Axe <${customer}>` }));
    await api.saveDraft(conversation, { body_html: '<p>Hi.</p>', cc_emails: ['one@axe.example'] });
    await openConversation(page, conversation);
    const { cc, save, body } = replyOn(page);
    await expect(body).toBeVisible();
    await cc.click();
    await page.keyboard.type('a');
    await expect(page.getByRole('option').first()).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.type(' wrong one,');
    await page.keyboard.press('Escape');
    await save.click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Discard draft' }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await expectAccessible(page);
  });
});

test('on a phone', async ({ page, api, signIn }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, 'rep');
  await page.goto('/queue/review');
  await expect(repliesOn(page)).toBeVisible();
  await expectAccessible(page);
  await openConversation(page, await api.conversationWith('Diana Prince'));
  await expect(replyOn(page).body).toBeVisible();
  await expectAccessible(page);
});

test('the whole way by keyboard: signing in, the queue, the reply, saving', async ({ page, api }) => {
  const customer = newAddress('kim');
  const [conversation = ''] = await api.importMail(letter({ from: `Kim Keys <${customer}>` }));
  await api.saveDraft(conversation, { body_html: '<p>No mouse here.</p>' });
  await page.goto('/sign-in');
  await expect(page.getByRole('textbox', { name: 'Email' })).toBeVisible();
  await tabTo(page, page.getByRole('textbox', { name: 'Email' }));
  await page.keyboard.type('rep@acme.test');
  await page.keyboard.press('Tab');
  await page.keyboard.type('demo-password');
  await page.keyboard.press('Enter');

  const link = repliesOn(page).getByRole('link', { name: 'Kim Keys' });
  await expect(link).toBeVisible();
  await tabTo(page, link);
  await page.keyboard.press('Enter');
  await expect(logOf(page).getByRole('article')).toHaveCount(1);

  const { body, save, status } = replyOn(page);
  await expect(body).toBeVisible();
  await tabTo(page, body);
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' Only keys.');
  await tabTo(page, save);
  await page.keyboard.press('Enter');
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toContain('No mouse here. Only keys.');
});
