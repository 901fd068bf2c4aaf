import { letter } from './fixtures/letter.ts';
import { repliesOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const many = 60;
const nameOf = (n: number) => `Quentin Many${String(n).padStart(2, '0')}`;

test.describe('a long queue', () => {
  test.beforeAll(async ({ api }) => {
    const people = Array.from({ length: many }, (_, n) => nameOf(n));
    const conversations = await api.importMail(
      ...people.map((name, n) =>
        letter({ from: `${name} <quentin${n}@many.example>`, subject: `Roof ${n}` }),
      ),
    );
    expect(conversations).toHaveLength(many);
    for (const conversation of conversations) {
      await api.saveDraft(conversation, { body_html: '<p>We come on Monday.</p>' });
    }
  });

  test('is read to its end by scrolling, each reply once', async ({ page, signIn }) => {
    await signIn(page, 'rep');
    await page.goto('/queue/review?search=quentin');
    const rows = repliesOn(page).getByRole('link', { name: /^Quentin Many/ });
    await expect(rows.first()).toBeVisible();
    expect(await rows.count()).toBeLessThan(many);
    await expect(async () => {
      await rows.last().hover();
      await page.mouse.wheel(0, 5000);
      expect(await rows.count()).toBe(many);
    }).toPass();
    const names = new Set(await rows.evaluateAll((links) => links.map((link) => link.textContent)));
    expect(names.size).toBe(many);
    await expect(page.getByRole('button', { name: 'Load more' })).toBeHidden();
  });

  test('is searched, and the search is part of the address', async ({ page, signIn }) => {
    await signIn(page, 'rep');
    await page.goto('/queue/review');
    const search = page.getByRole('searchbox', { name: 'Search replies' });
    await search.fill('many07');
    await expect(repliesOn(page).getByRole('listitem')).toHaveCount(1);
    await expect(repliesOn(page).getByRole('link', { name: nameOf(7) })).toBeVisible();
    await expect(page).toHaveURL(/search=many07/);

    await page.reload();
    await expect(search).toHaveValue('many07');
    await expect(repliesOn(page).getByRole('listitem')).toHaveCount(1);
    await repliesOn(page)
      .getByRole('link', { name: nameOf(7) })
      .click();
    await expect(page).toHaveURL(/\/conversations\/.+search=many07/);
    await expect(repliesOn(page).getByRole('listitem')).toHaveCount(1);

    await search.fill('nobody is called this');
    await expect(page.getByText('No reply matches')).toBeVisible();
    await search.fill('');
    await expect(page).not.toHaveURL(/search=/);
  });
});

test('each tab has an address, a list of its own, and the way back', async ({ page, signIn }) => {
  await signIn(page, 'manager');
  await page.goto('/queue/review');
  const tabs = page.getByRole('navigation', { name: 'Queue' });
  await expect(repliesOn(page)).toBeVisible();
  await expect(repliesOn(page).getByRole('link', { name: 'Priya Raman' })).toBeHidden();
  await tabs.getByRole('link', { name: 'Approval' }).click();
  await expect(page).toHaveURL('/queue/approval');
  await expect(repliesOn(page).getByRole('link', { name: 'Priya Raman' })).toBeVisible();
  await expect(tabs.getByRole('link', { name: 'Approval' })).toHaveAttribute('aria-current', 'page');
  await tabs.getByRole('link', { name: 'Failed' }).click();
  await expect(page).toHaveURL('/queue/failed');
  await expect(repliesOn(page).getByRole('link', { name: 'Eleanor Vance' })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL('/queue/approval');
  await expect(repliesOn(page).getByRole('link', { name: 'Priya Raman' })).toBeVisible();
});

test('an address that leads nowhere says so and leads back', async ({ page, signIn }) => {
  await signIn(page, 'rep');
  await page.goto('/queue/nonsense');
  await page.getByRole('link', { name: 'Go to the replies' }).click();
  await expect(page).toHaveURL('/queue/review');
});

test.describe('when things go wrong', () => {
  test.use({ expectedComplaints: /status of (401|404|500)/ });

  test('a list that does not load says so, and comes with Retry', async ({ page, signIn }) => {
    await signIn(page, 'rep');
    await page.route('**/api/desk/queue/review*', (route) =>
      route.fulfill({ status: 500, json: { detail: 'Internal server error' } }),
    );
    await page.goto('/queue/review');
    const trouble = page.getByRole('alert');
    await expect(trouble).toContainText('The list did not load');
    await page.unroute('**/api/desk/queue/review*');
    await trouble.getByRole('button', { name: 'Retry' }).click();
    await expect(repliesOn(page)).toBeVisible();
    await expect(trouble).toBeHidden();
  });

  test('a conversation that is not there says so', async ({ page, signIn }) => {
    await signIn(page, 'rep');
    await page.goto('/conversations/cnv_that_never_was');
    await expect(page.getByRole('alert')).toContainText('This conversation does not exist here');
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await expect(page.getByRole('list', { name: 'Conversations' })).toBeVisible();
  });
});
