import type { Page } from '@playwright/test';
import { keptBodies } from './fixtures/journal.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { logOf, openConversation, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const saves = '**/response-drafts';

test.use({ expectedComplaints: /status of (401|412)|ERR_FAILED/, approval: 'off' });

let conversation = '';
let customer = '';
test.beforeEach(async ({ api, page, signIn }) => {
  customer = newAddress('otto');
  [conversation = ''] = await api.importMail(letter({ from: `Otto Octavius <${customer}>` }));
  await signIn(page, 'rep');
});

/** The desk does what it is asked, and the page never hears of it. */
const loseAnswers = async (page: Page) => {
  let lost = 0;
  await page.route(saves, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    lost += 1;
    await route.abort();
  });
  return () => lost;
};

test('a save in a pause is found to have arrived, and is nobody else’s', async ({ page, api }) => {
  await openConversation(page, conversation);
  const { body, status } = replyOn(page);
  const lost = await loseAnswers(page);
  await body.click();
  await page.keyboard.type('Did it arrive?');
  await expect.poll(lost).toBe(1);
  await page.keyboard.type(' It did.');
  await page.unroute(saves);
  await expect(status).toHaveText(/^Saved/);
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect((await api.draft(conversation))?.body_html).toContain('Did it arrive? It did.');
});

test('a save in a pause is found to have arrived also after a reload', async ({ page, api }) => {
  await openConversation(page, conversation);
  const { body, status } = replyOn(page);
  const lost = await loseAnswers(page);
  await body.click();
  await page.keyboard.type('Before the reload');
  await expect.poll(lost).toBe(1);
  await page.keyboard.type(' and at it.');
  await expect.poll(() => keptBodies(page, conversation)).toEqual([expect.stringContaining('at it.')]);
  await page.reload();
  await expect(body).toHaveText('Before the reload and at it.');
  await page.unroute(saves);
  await expect(status).toHaveText(/^Saved/);
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect((await api.draft(conversation))?.body_html).toContain('Before the reload and at it.');
});

test.describe('a save, and another one by somebody else before this page is there again', () => {
  // What looks on is kept out of the frames of the messages.
  test.use({ expectedComplaints: /status of (401|412)|ERR_FAILED|Blocked script execution in 'about:/ });
  const theirs = '<p>We come on Monday.</p>';
  const savesAndGoes = async (page: Page) => {
    await openConversation(page, conversation);
    await replyOn(page).body.click();
    await page.keyboard.type('Tuesday is fine.');
    await page.keyboard.press('Control+S');
  };

  test('which arrived: what is saved by now is shown, and nobody is asked about it', async ({
    page,
    api,
  }) => {
    const lost = await loseAnswers(page);
    await savesAndGoes(page);
    await expect.poll(lost).toBe(1);
    await page.goto('about:blank');
    await page.unroute(saves);
    const mine = await api.draft(conversation);
    expect(mine?.body_html).toContain('Tuesday is fine.');
    await api.saveDraft(conversation, { body_html: theirs });
    await page.addInitScript(() => {
      const look = () => {
        const text = document.querySelector('[role="textbox"][aria-label="Reply"]')?.textContent;
        if (text?.includes('Tuesday')) document.documentElement.dataset.wasShown = 'mine';
      };
      new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
    });
    await openConversation(page, conversation);
    await expect(replyOn(page).body).toHaveText('We come on Monday.');
    await expect.poll(() => keptBodies(page, conversation)).toEqual([]);
    await expect(replyOn(page).body).toHaveText('We come on Monday.');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(page.locator('html')).not.toHaveAttribute('data-was-shown');
    expect((await api.draft(conversation))?.body_html).toBe(theirs);
  });

  test('which did not arrive: what was written is there, and its writer is asked', async ({ page, api }) => {
    await page.route(saves, (route) => route.abort());
    await savesAndGoes(page);
    await expect(page.getByRole('alert')).toContainText('cannot be reached');
    await page.goto('about:blank');
    await page.unroute(saves);
    await api.saveDraft(conversation, { body_html: theirs });
    await openConversation(page, conversation);
    await expect(page.getByRole('alert')).toContainText('saved another version');
    await expect(replyOn(page).body).toHaveText('Tuesday is fine.');
    expect((await api.draft(conversation))?.body_html).toBe(theirs);
  });
});

test('a reply that was sent is not sent a second time after a reload', async ({ page, mailServer }) => {
  await openConversation(page, conversation);
  const { body, sendNow, send } = replyOn(page);
  await sendNow.check();
  await body.click();
  await page.keyboard.type('Only once.');
  const lost = await loseAnswers(page);
  await send.click();
  await expect.poll(lost).toBeGreaterThan(0);
  await page.reload();
  await page.unroute(saves);
  await expect.poll(() => mailServer.mailFor(customer).length).toBe(1);
  await expect(logOf(page).getByRole('article')).toHaveCount(2);
  const clear = page.getByRole('button', { name: 'Clear this' });
  await expect(clear.or(body.filter({ hasText: /^$/ })).first()).toBeVisible();
  if (await clear.isVisible()) await clear.click();
  await expect(body).toHaveText('');
  expect(mailServer.mailFor(customer)).toHaveLength(1);
});
