import { gate } from './fixtures/gate.ts';
import { letter } from './fixtures/letter.ts';
import { atOnce, repliesOn, untilIdle } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const many = 60;
/** What draws a long list. */
const library = '**/assets/virtual-list-*.js';
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

  test('is drawn anew once its library is there, but not under a press, which stays a click', async ({
    page,
    signIn,
  }) => {
    const held = gate();
    await page.route(library, async (route) => {
      await held.opened;
      await route.continue();
    });
    await signIn(page, 'rep');
    await page.goto('/queue/review?search=quentin');
    await repliesOn(page)
      .getByRole('link', { name: /^Quentin Many/ })
      .first()
      .hover();
    await page.mouse.down();
    const loaded = page.waitForResponse(library);
    held.open();
    await (await loaded).finished();
    await untilIdle(page);
    await page.mouse.up();
    await expect(page.getByRole('heading', { level: 1, name: /^Quentin Many/ })).toBeVisible();
    await expect(repliesOn(page).locator('[data-index][style]').first()).toBeVisible();
  });

  test.describe('whose library does not come', () => {
    test.use({ expectedComplaints: /status of 401|ERR_FAILED/ });

    test('is drawn all the same, and to its end', async ({ page, signIn }) => {
      await page.route(library, (route) => route.abort());
      await signIn(page, 'rep');
      await page.goto('/queue/review?search=quentin');
      const rows = repliesOn(page).getByRole('link', { name: /^Quentin Many/ });
      await expect(rows).toHaveCount(50);
      await page.getByRole('button', { name: 'Load more' }).click();
      await expect(rows).toHaveCount(many);
    });
  });

  test('is read to its end by scrolling, each reply once', async ({ page, signIn }) => {
    await signIn(page, 'rep');
    await page.goto('/queue/review?search=quentin');
    const rows = repliesOn(page).getByRole('link', { name: /^Quentin Many/ });
    const first = rows.first();
    await expect(first).toBeVisible();
    const seen = new Set<string>();
    const places: (string | null)[] = [];
    await expect(async () => {
      for (const link of await rows.all()) seen.add(await link.innerText());
      await rows.last().hover();
      await page.mouse.wheel(0, 400);
      expect(seen.size).toBe(many);
    }).toPass({ intervals: [50] });
    await expect(page.getByRole('button', { name: 'Load more' })).toBeHidden();
    for (const item of await repliesOn(page).getByRole('listitem').all()) {
      places.push(await item.getAttribute('aria-posinset'));
      await expect(item).toHaveAttribute('aria-setsize', String(many));
    }
    expect(places.at(-1)).toBe(String(many));
    expect(places.length).toBeLessThan(many);
  });

  test('stays where it was scrolled to when it becomes a list for many rows', async ({ page, signIn }) => {
    const held = gate();
    await page.route(library, async (route) => {
      await held.opened;
      await route.continue();
    });
    await signIn(page, 'rep');
    await page.goto('/queue/review?search=quentin');
    const row = repliesOn(page).getByRole('link', { name: nameOf(many - 12), exact: true });
    await row.scrollIntoViewIfNeeded();
    await row.hover();
    await page.mouse.wheel(0, 600);
    const reader = repliesOn(page).getByRole('link', { name: nameOf(many - 20), exact: true });
    await expect(reader).toBeInViewport();
    const fifty = await repliesOn(page).getByRole('listitem').count();
    held.open();
    await expect.poll(() => repliesOn(page).getByRole('listitem').count()).not.toBe(fifty);
    await expect(reader).toBeInViewport();
  });

  test('keeps the focus on a row that is scrolled far away, and its place when rows come and go', async ({
    page,
    api,
    signIn,
  }) => {
    await signIn(page, 'rep');
    await page.goto('/queue/review?search=quentin');
    const top = repliesOn(page).getByRole('link', { name: nameOf(many - 1), exact: true });
    await top.focus();
    await top.hover();
    await page.mouse.wheel(0, 3500);
    const middle = repliesOn(page).getByRole('link', { name: nameOf(20), exact: true });
    await expect(middle).toBeInViewport();
    await expect(top).toBeFocused();
    const before = await middle.boundingBox();
    const [newest = ''] = await api.importMail(
      letter({ from: 'Quentin Newest <quentin.newest@many.example>', subject: 'Newest roof' }),
    );
    await api.saveDraft(newest, { body_html: '<p>We come on Friday.</p>' });
    await expect(middle.locator('xpath=ancestor::li')).toHaveAttribute(
      'aria-posinset',
      String(many - 20 + 1),
    );
    expect(await middle.boundingBox()).toEqual(before);
    await api.saveDraft(newest, { body_html: '<p>We come on Friday.</p>', autosend_draft: true });
    await expect(middle.locator('xpath=ancestor::li')).toHaveAttribute('aria-posinset', String(many - 20));
    expect(await middle.boundingBox()).toEqual(before);
    // Else it is sent while the next page is looked at.
    await api.deleteDraft(newest);
  });

  test('shows at once what others do to replies far down in it, and asks for nothing but these', async ({
    page,
    api,
    signIn,
  }) => {
    await signIn(page, 'rep');
    const listening = page.waitForResponse('**/api/desk/events?*');
    await page.goto('/queue/review?search=quentin');
    await listening;
    const row = (n: number) =>
      repliesOn(page)
        .getByRole('listitem')
        .filter({ has: page.getByRole('link', { name: nameOf(n), exact: true }) });
    await row(many - 1).hover();
    await page.mouse.wheel(0, 3500);
    await expect(row(20)).toBeInViewport();
    await expect(row(20)).toHaveAttribute('aria-setsize', String(many));
    await untilIdle(page);
    const before = await row(20).boundingBox();
    const readings: URLSearchParams[] = [];
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url());
      if (pathname === '/api/desk/queue/review') readings.push(searchParams);
    });
    const [changed, gone] = [await api.conversationWith(nameOf(19)), await api.conversationWith(nameOf(18))];
    await api.saveDraft(changed, { body_html: '<p>We come on Thursday.</p>' });
    await expect(row(19)).toContainText('We come on Thursday.', atOnce);
    await api.deleteDraft(gone);
    await expect(row(18)).toHaveCount(0, atOnce);
    await expect(row(20)).toHaveAttribute('aria-setsize', String(many - 1));
    await api.saveDraft(gone, { body_html: '<p>We come on Monday.</p>' });
    await expect(row(20)).toHaveAttribute('aria-setsize', String(many), atOnce);
    await expect(row(20)).toHaveAttribute('aria-posinset', String(many - 20 + 1));
    expect(await row(20).boundingBox()).toEqual(before);
    expect(readings.map((asked) => asked.get('conversation_ids'))).toEqual([changed, gone, gone]);
  });

  test('is not all selected while more of it can be read, and says so', async ({ page, signIn }) => {
    await signIn(page, 'manager');
    await page.setViewportSize({ width: 1440, height: 400 });
    await page.goto('/queue/review?search=quentin');
    await expect(repliesOn(page).getByRole('link').first()).toBeVisible();
    await page.keyboard.press('*');
    await page.keyboard.press('a');
    const bar = page.getByRole('region', { name: 'Selected replies' });
    await expect(bar).toContainText('50 selected of those read so far: the list goes on');
    await repliesOn(page).getByRole('listitem').last().hover();
    await page.mouse.wheel(0, 5000);
    await expect(repliesOn(page).getByRole('listitem').last()).toHaveAttribute('aria-setsize', String(many));
    await page.keyboard.press('*');
    await page.keyboard.press('a');
    await expect(bar.getByRole('status')).toHaveText(`${many} selected`);
  });

  test('goes on beside the reply that is open, wherever it is scrolled to', async ({ page, signIn }) => {
    await signIn(page, 'rep');
    await page.goto('/queue/review?search=quentin');
    const row = (n: number) => repliesOn(page).getByRole('link', { name: nameOf(n), exact: true });
    const heading = page.getByRole('heading', { level: 1, name: /Quentin/ });
    await row(many - 3).click();
    await expect(heading).toContainText(nameOf(many - 3));
    await row(many - 3).hover();
    await page.mouse.wheel(0, 3500);
    await expect(row(20)).toBeInViewport();
    await page.keyboard.press('j');
    await expect(heading).toContainText(nameOf(many - 4));
    await row(many - 4).hover();
    await page.mouse.wheel(0, 3500);
    await expect(row(20)).toBeInViewport();
    await heading.click();
    await page.keyboard.press('k');
    await expect(heading).toContainText(nameOf(many - 3));
  });

  test('shows what happened while more of it was asked for, and more of it too', async ({
    page,
    api,
    signIn,
  }) => {
    await signIn(page, 'rep');
    await page.setViewportSize({ width: 1440, height: 400 });
    const listening = page.waitForResponse('**/api/desk/events?*');
    await page.goto('/queue/review?search=quentin');
    await listening;
    const rows = repliesOn(page).getByRole('link', { name: /^Quentin Many/ });
    await expect(repliesOn(page).locator('[data-index][style]').first()).toBeVisible();

    const held = gate();
    const list = '**/api/desk/queue/review?*';
    await page.route(list, async (route) => {
      await held.opened;
      await route.continue();
    });
    const asked = page.waitForRequest(list);
    const [latest = ''] = await api.importMail(
      letter({ from: 'Quentin Latest <quentin.latest@many.example>', subject: 'Latest roof' }),
    );
    await api.saveDraft(latest, { body_html: '<p>We come on Sunday.</p>' });
    await asked;
    await rows.first().hover();
    await page.mouse.wheel(0, 1500);
    await expect(rows.first()).not.toHaveText(nameOf(many - 1));
    await untilIdle(page);
    held.open();
    await expect(repliesOn(page).getByRole('listitem').first()).toHaveAttribute(
      'aria-setsize',
      String(many + 1),
    );
    await page.mouse.wheel(0, -3000);
    await expect(repliesOn(page).getByRole('link', { name: 'Quentin Latest' })).toBeVisible();
    await api.deleteDraft(latest);
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

  test('is searched without waiting by Enter, which leads to what is found', async ({ page, signIn }) => {
    await signIn(page, 'rep');
    await page.goto('/queue/review');
    await expect(repliesOn(page).getByRole('link').first()).toBeVisible();
    await page.keyboard.press('/');
    await page.keyboard.type('many07');
    await page.keyboard.press('Enter');
    const found = repliesOn(page).getByRole('link', { name: nameOf(7) });
    await expect(repliesOn(page).getByRole('listitem')).toHaveCount(1);
    await expect(found).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: nameOf(7) })).toBeVisible();
  });
});

test('filters stand in the address, survive a reload and the way back, and are taken away one by one', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'manager');
  await page.goto('/queue/review');
  const menu = page.getByRole('button', { name: 'Filters', exact: true });
  const list = repliesOn(page);
  await expect(list).toBeVisible();
  await menu.click();
  const filters = page.getByRole('group', { name: 'Filters', exact: true });
  await filters.getByRole('combobox', { name: 'Author' }).selectOption('AI');
  await filters.getByRole('combobox', { name: 'Channel' }).selectOption('Text message');
  await expect(page).toHaveURL(/author=ai&modality=text/);
  await page.keyboard.press('Escape');
  await expect(filters).toBeHidden();
  await expect(list.getByRole('listitem')).toHaveCount(1);

  await page.reload();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await list.getByRole('link').click();
  await expect(page).toHaveURL(/\/conversations\/.+author=ai/);
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await page.goBack();
  await expect(page).toHaveURL(/\/queue\/review.+author=ai/);

  await page.getByRole('button', { name: 'Remove filter Text message' }).click();
  await expect(page).not.toHaveURL(/modality/);
  await expect(menu).toBeFocused();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL('/queue/review');

  await page.goto('/queue/failed?age=7d&mine=perhaps&flag=blue');
  await expect(page.getByText('No reply matches these filters')).toBeVisible();
  await page.getByRole('button', { name: 'Show all replies' }).click();
  await expect(list.getByRole('link', { name: 'Eleanor Vance' })).toBeVisible();
  await expect(page).not.toHaveURL(/age/);
});

test('the keys lead back to the list as it was narrowed', async ({ page, signIn }) => {
  await signIn(page, 'manager');
  const narrowed = '/queue/review?author=ai&modality=text';
  await page.goto(narrowed);
  const link = repliesOn(page).getByRole('link');
  await expect(link).toHaveCount(1);
  for (const key of ['u', 'Escape']) {
    await link.press('Enter');
    await expect(page).toHaveURL(/\/conversations\/.+author=ai/);
    await page.keyboard.press(key);
    await expect(page).toHaveURL(narrowed);
    await expect(link).toHaveCount(1);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await link.press('Enter');
  await expect(page).toHaveURL(/\/conversations\/.+author=ai/);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search replies' })).toBeFocused();
  await expect(page).toHaveURL(narrowed);
});

test('a word that only stands in the history finds the reply', async ({ page, api, signIn }) => {
  const [conversation = ''] = await api.importMail(
    letter({ from: 'Hester History <hester@history.example>', text: 'The bougainvillea is in the way.' }),
  );
  await api.saveDraft(conversation, { body_html: '<p>We cut it back.</p>' });
  await signIn(page, 'rep');
  await page.goto('/queue/review');
  await page.getByRole('searchbox', { name: 'Search replies' }).fill('bougainvil');
  await expect(repliesOn(page).getByRole('listitem')).toHaveCount(1);
  await expect(repliesOn(page).getByRole('link', { name: 'Hester History' })).toBeVisible();
});

test('a tab with a thousand replies or more says 999+', async ({ page, signIn }) => {
  await page.route('**/api/desk/queue-counts', (route) =>
    route.fulfill({ json: { review: 1000, approval: 999, scheduled: 0, failed: 1 } }),
  );
  await signIn(page, 'rep');
  await page.goto('/queue/review');
  const tabs = page.getByRole('navigation', { name: 'Queue' });
  await expect(tabs.getByRole('link', { name: 'Review 999+' })).toBeVisible();
  await expect(tabs.getByRole('link', { name: 'Approval 999', exact: true })).toBeVisible();
  await expect(tabs.getByRole('link', { name: 'Sent', exact: true })).toBeInViewport({ ratio: 1 });
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
