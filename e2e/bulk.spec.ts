import { mostDecisions } from '../src/contract/desk/decisions.ts';
import { bulkOn } from './fixtures/bulk.ts';
import { gate } from './fixtures/gate.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { replyToEach } from './fixtures/replies.ts';
import { repliesOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

// Long enough to be undone.
test.use({ holdSeconds: 600 });

const names = ['Ada', 'Bea', 'Cleo', 'Dora'];
let subject = '';
let conversations: Map<string, string>;

test.beforeEach(async ({ api, apiOf, page, signIn }) => {
  subject = `Slates ${newAddress('lot')}`;
  conversations = await replyToEach(names.toReversed(), { api, by: await apiOf('rep'), subject });
  await signIn(page, 'manager');
  await page.goto(`/queue/approval?search=${encodeURIComponent(subject)}`);
  await expect(repliesOn(page).getByRole('link')).toHaveCount(4);
});

test('many are approved by keys, after an extra yes for those never opened, and undone at once', async ({
  page,
  api,
}) => {
  const bulk = bulkOn(page);
  await bulk.row('Ada').focus();
  await page.keyboard.press('x');
  await expect(bulk.box('Ada')).toBeChecked();
  await page.keyboard.press('Shift+J');
  await expect(bulk.bar).toContainText('2 selected');
  await page.keyboard.press('*');
  await page.keyboard.press('a');
  await expect(bulk.bar).toContainText('4 selected');
  await bulk.approve.click();
  await expect(bulk.question).toContainText('4 replies were not opened since this page was loaded.');
  await bulk.anyway.click();
  await expect(repliesOn(page)).toHaveCount(0);
  await expect(bulk.done).toContainText('Approved 4 replies.');
  await page.keyboard.press('z');
  await expect(repliesOn(page).getByRole('link')).toHaveCount(4);
  expect((await api.draft(conversations.get('Ada') ?? ''))?.scheduled_send_at).not.toBeNull();
});

test('many are returned and approved without the mouse: selected, asked about, noted and undone', async ({
  page,
  api,
}) => {
  const bulk = bulkOn(page);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await press('j', 'x', 'Shift+J');
  await expect(bulk.bar).toContainText('2 selected');
  await press('Shift+K');
  await expect(bulk.row('Ada')).toBeFocused();
  await press('*', 'n');
  await expect(bulk.bar).toHaveCount(0);
  await expect(bulk.box('Ada')).not.toBeChecked();

  await press('*', 'a', '*', 'r');
  await expect(bulk.question).toContainText('Return 4 replies?');
  await expect(bulk.question.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await page.keyboard.type('Mention the slates.');
  await press('Control+Enter');
  await expect(bulk.done).toContainText('Returned 4 replies.');
  await expect(repliesOn(page)).toHaveCount(0);
  await press('z');
  await expect(repliesOn(page).getByRole('link')).toHaveCount(4);

  await press('*', 'a', '*', ']');
  await expect(bulk.question).toContainText('4 replies were not opened since this page was loaded.');
  await expect(bulk.question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await press('Tab', 'Enter');
  await expect(bulk.done).toContainText('Approved 4 replies.');
  for (const id of conversations.values())
    expect(await api.draft(id)).toMatchObject({ scheduled_send_at: expect.any(String) });
});

test('what changed since it was selected stays behind and says so; the others go', async ({
  page,
  apiOf,
}) => {
  const bulk = bulkOn(page);
  await bulk.box('Ada').click();
  await bulk.box('Cleo').click({ modifiers: ['Shift'] });
  await expect(bulk.bar).toContainText('3 selected');
  const rep = await apiOf('rep');
  await rep.saveDraft(conversations.get('Bea') ?? '', { body_html: '<p>No.</p>', autosend_draft: true });
  await bulk.approve.click();
  await bulk.anyway.click();
  await expect(bulk.left).toContainText('Bea');
  await expect(bulk.left).toContainText('changed meanwhile');
  await expect(repliesOn(page).getByRole('link')).toHaveCount(2);
});

test('whoever looks at another tab meanwhile hears of what stayed behind, and keeps what they selected there', async ({
  page,
  api,
  apiOf,
}) => {
  const bulk = bulkOn(page);
  const [other = ''] = await api.importMail(letter({ from: `Edda <${newAddress('edda')}>`, subject }));
  await api.saveDraft(other, { body_html: '<p>Hi Edda, yes.</p>' });
  await bulk.box('Ada').check();
  await bulk.box('Bea').check();
  const rep = await apiOf('rep');
  await rep.saveDraft(conversations.get('Bea') ?? '', { body_html: '<p>No.</p>', autosend_draft: true });
  const held = gate();
  await page.route('**/api/desk/decisions/approve', async (route) => {
    await held.opened;
    await route.continue();
  });
  const asked = page.waitForRequest('**/api/desk/decisions/approve');
  await bulk.approve.click();
  await bulk.anyway.click();
  await asked;
  await page
    .getByRole('navigation', { name: 'Queue' })
    .getByRole('link', { name: /^Review/ })
    .click();
  await bulk.box('Edda').check();
  held.open();
  await expect(bulk.done).toContainText('Nothing was decided about 1 reply. Bea: ');
  await expect(bulk.done).toContainText('changed meanwhile');
  await expect(bulk.done).toContainText('Approved 1 reply.');
  await expect(bulk.box('Edda')).toBeChecked();
  await expect(bulk.bar).toContainText('1 selected');
  await bulk.done.getByRole('button', { name: 'Open' }).click();
  await expect(page).toHaveURL('/queue/approval');
});

test('many are returned with one note', async ({ page, apiOf }) => {
  const bulk = bulkOn(page);
  await bulk.box('Ada').check();
  await bulk.box('Bea').check();
  await bulk.giveBack.click();
  await bulk.question.getByRole('button', { name: 'Return', exact: true }).click();
  await expect(bulk.question.getByRole('alert')).toHaveText('Write what should be different first.');
  const note = bulk.question.getByRole('textbox', { name: 'Note' });
  await expect(note).toBeFocused();
  await note.fill('Say which day.');
  await bulk.question.getByRole('button', { name: 'Return', exact: true }).click();
  await expect(repliesOn(page).getByRole('link')).toHaveCount(2);
  const rep = await apiOf('rep');
  expect((await rep.draft(conversations.get('Ada') ?? ''))?.scheduled_send_at).toBeNull();
  await page.goto(`/queue/review?search=${encodeURIComponent(subject)}`);
  await expect(repliesOn(page).getByText('Returned by Clark')).toHaveCount(2);
});

test('whoever decides about many by keys goes on at the row that is now in their place', async ({ page }) => {
  const bulk = bulkOn(page);
  await bulk.row('Bea').focus();
  await page.keyboard.press('x');
  await bulk.clear.press('Enter');
  await expect(bulk.bar).toBeHidden();
  await expect(bulk.row('Bea')).toBeFocused();

  await page.keyboard.press('x');
  await bulk.giveBack.press('Enter');
  await bulk.question.getByRole('textbox', { name: 'Note' }).press('A');
  await page.keyboard.press('Control+Enter');
  await expect(repliesOn(page).getByRole('link')).toHaveCount(3);
  await expect(bulk.question).toBeHidden();
  await expect(bulk.row('Cleo')).toBeFocused();
  await page.keyboard.press('z');
  await expect(repliesOn(page).getByRole('link')).toHaveCount(4);
  await expect(bulk.row('Cleo')).toBeFocused();

  await page.keyboard.press('k');
  await page.keyboard.press('Shift+J');
  await bulk.approve.press('Enter');
  await bulk.anyway.press('Enter');
  await expect(repliesOn(page).getByRole('link')).toHaveCount(2);
  await expect(bulk.question).toBeHidden();
  await expect(bulk.row('Dora')).toBeFocused();
  await bulk.done.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(repliesOn(page).getByRole('link')).toHaveCount(4);
  await expect(bulk.row('Bea')).toBeFocused();
});

test('those that were opened go without a question, and the last ones come back to the keyboard', async ({
  page,
}) => {
  const bulk = bulkOn(page);
  await bulk.row('Ada').focus();
  for (const name of names) {
    await page.keyboard.press(name === 'Ada' ? 'o' : 'j');
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Approve and send' })).toBeVisible();
  }
  await page.keyboard.press('u');
  await bulk.row('Cleo').focus();
  await page.keyboard.press('x');
  await bulk.approve.press('Enter');
  await expect(repliesOn(page).getByRole('link')).toHaveCount(3);
  await expect(bulk.row('Dora')).toBeFocused();
  await page.keyboard.press('*');
  await page.keyboard.press('a');
  await bulk.approve.press('Enter');
  await expect(repliesOn(page)).toHaveCount(0);
  await page.keyboard.press('z');
  await expect(repliesOn(page).getByRole('link')).toHaveCount(3);
  await expect(bulk.row('Ada')).toBeFocused();
});

test('what cannot be sent yet is named and stays selected, and the others go', async ({
  page,
  api,
  apiOf,
}) => {
  const bulk = bulkOn(page);
  const lot = `Gutters ${newAddress('lot')}`;
  await replyToEach(['Cleo', 'Ben', 'Ann'], {
    api,
    by: await apiOf('rep'),
    subject: lot,
    draft: (name) => ({
      body_html: name === 'Cleo' ? '<p>Hi Cleo, on {{day}}.</p>' : `<p>Hi ${name}, on Friday.</p>`,
    }),
  });
  await page.goto(`/queue/review?search=${encodeURIComponent(lot)}`);
  await expect(bulk.row('Ann')).toBeVisible();
  await page.keyboard.press('*');
  await page.keyboard.press('a');
  await bulk.approve.press('Enter');
  await expect(bulk.question).toContainText('1 reply cannot be sent yet and stays here: Cleo.');
  await bulk.question.getByRole('button', { name: 'Approve the other 2' }).click();
  await expect(repliesOn(page).getByRole('link')).toHaveCount(1);
  await expect(bulk.bar).toContainText('1 selected');
  // Alone it cannot be approved at all.
  await bulk.approve.press('Enter');
  await expect(bulk.question.getByRole('button')).toHaveText(['Cancel']);
  await page.keyboard.press('Escape');

  // What was written of a note is there when it is asked for again.
  await bulk.giveBack.press('Enter');
  await bulk.question.getByRole('textbox', { name: 'Note' }).fill('Name the day.');
  await page.keyboard.press('Escape');
  await expect(bulk.question).toBeHidden();
  await bulk.giveBack.press('Enter');
  await expect(bulk.question.getByRole('textbox', { name: 'Note' })).toHaveValue('Name the day.');
});

test('replies in whose recipients the checks find something ask, also after they were opened; so does a long one until then', async ({
  page,
  api,
  apiOf,
}) => {
  const bulk = bulkOn(page);
  const lot = `Cowls ${newAddress('lot')}`;
  const long = `<p>${'The cowl is mended on Thursday. '.repeat(10)}</p>`.repeat(220);
  const drafts = {
    Ann: { body_html: '<p>Hi Ann, yes.</p>', cc_emails: [newAddress('stranger')], autosend_draft: true },
    Ben: { body_html: `<p>Hi Ben,</p>${long}`, autosend_draft: true },
  };
  await replyToEach(['Ben', 'Ann'], {
    api,
    by: await apiOf('rep'),
    subject: lot,
    draft: (name) => drafts[name],
  });
  await page.goto(`/queue/approval?search=${encodeURIComponent(lot)}`);
  await expect(bulk.row('Ann')).toContainText('New recipient');
  await expect(bulk.row('Ben')).not.toContainText('New recipient');
  const askedAbout = async () => {
    await page.keyboard.press('*');
    await page.keyboard.press('a');
    await bulk.approve.press('Enter');
    const doubts = await bulk.question.getByText(/\.$/).allTextContents();
    await page.keyboard.press('Escape');
    await expect(bulk.question).toBeHidden();
    await bulk.clear.press('Enter');
    return doubts;
  };
  expect(await askedAbout()).toEqual([
    '2 replies were not opened since this page was loaded.',
    'In 1 reply the checks find something.',
    '1 reply is so long that only the beginning was checked.',
  ]);

  await bulk.row('Ann').press('Enter');
  const checks = page.getByRole('region', { name: 'Checks' });
  await expect(checks).toContainText('has taken part in no message');
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { level: 1, name: 'Ben' })).toBeVisible();
  await expect(checks).toContainText('Nothing to look at');
  await page.keyboard.press('u');
  await bulk.row('Ann').focus();
  expect(await askedAbout()).toEqual(['In 1 reply the checks find something.']);
});

test.describe('more than one call of the API takes', () => {
  /** Each of them is decided about in a transaction of its own. */
  const whileMany = { timeout: 90_000 };
  test.use({ expectedComplaints: /status of 401|ERR_FAILED/ });

  test('they are undone at once; where a call stays unanswered, its replies stay selected', async ({
    page,
    api,
    apiOf,
  }) => {
    test.slow();
    const many = mostDecisions + 1;
    const lot = `Flashing ${newAddress('lot')}`;
    const mails = Array.from({ length: many }, (_, n) =>
      letter({ from: `Customer ${n} <${newAddress('lot')}>`, subject: lot }),
    );
    const rep = await apiOf('rep');
    const begun = await api.importMail(...mails);
    await Promise.all(
      begun.map((one) => rep.saveDraft(one, { body_html: '<p>Hi, yes.</p>', autosend_draft: true })),
    );
    let readings = 0;
    await page.route('**/api/desk/queue/approval?*', (route) => {
      readings += 1;
      const url = new URL(route.request().url());
      url.searchParams.set('limit', String(2 * many));
      return route.continue({ url: url.href });
    });
    const bulk = bulkOn(page);
    const approveAll = async () => {
      const first = repliesOn(page).getByRole('listitem').first();
      await expect(first).toHaveAttribute('aria-setsize', String(many));
      await bulk.row('Customer').first().focus();
      await page.keyboard.press('*');
      await page.keyboard.press('a');
      await expect(bulk.bar).toContainText(`${many} selected`);
      await bulk.approve.click();
      await bulk.anyway.click();
    };
    await page.goto(`/queue/approval?search=${encodeURIComponent(lot)}`);
    await approveAll();
    await expect(bulk.done).toContainText(`Approved ${many} replies.`, whileMany);
    await expect(repliesOn(page)).toHaveCount(0);
    await page.keyboard.press('z');
    await expect(bulk.done).toContainText(': undone.', whileMany);
    await expect(bulk.row('Customer').first()).toBeVisible();
    // Not once for each of them.
    expect(readings).toBeLessThan(many);

    let calls = 0;
    await page.route('**/api/desk/decisions/approve', (route) => {
      calls += 1;
      return calls === 1 ? route.continue() : route.abort();
    });
    await approveAll();
    await expect(bulk.done).toContainText(`Approved ${mostDecisions} replies.`, whileMany);
    await expect(page.getByRole('alert')).toContainText('The desk cannot be reached');
    await expect(bulk.bar).toContainText('1 selected');
    await expect(bulk.row('Customer')).toHaveCount(1);
    await page.unroute('**/api/desk/decisions/approve');
    await bulk.approve.click();
    await bulk.anyway.click();
    await expect(bulk.done).toContainText('Approved 1 reply.');
    await expect(page.getByRole('alert')).toBeHidden();
    await expect(repliesOn(page)).toHaveCount(0);
  });
});

test('a rep cannot select', async ({ anotherPage }) => {
  const reps = await anotherPage('rep');
  await reps.goto(`/queue/approval?search=${encodeURIComponent(subject)}`);
  await expect(repliesOn(reps).getByRole('link')).toHaveCount(4);
  await expect(reps.getByRole('checkbox')).toHaveCount(0);
});
