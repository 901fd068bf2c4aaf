import type { Page } from '@playwright/test';
import { letter, newAddress } from './fixtures/letter.ts';
import { atOnce, openConversation, repliesOn, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const newsOn = (page: Page) => {
  const list = page.getByRole('dialog', { name: 'Notifications' });
  return {
    bell: page.getByRole('button', { name: /^Notifications/ }),
    list,
    items: list.getByRole('list', { name: 'Notifications' }).getByRole('listitem'),
  };
};

/** Opens and closes the list, after which there is nothing unread. */
async function readAll(page: Page): Promise<void> {
  const { bell, list } = newsOn(page);
  await bell.click();
  await expect(list.getByRole('list').or(list.getByText('Nothing new'))).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bell).toHaveAccessibleName('Notifications');
}

/** A page of the queue that hears what happens, with nothing unread. */
async function openQueue(page: Page): Promise<void> {
  const listening = page.waitForResponse((response) => response.url().includes('/api/desk/events'));
  await page.goto('/queue/review');
  await listening;
  await expect(repliesOn(page)).toBeVisible();
  await readAll(page);
}

let conversation = '';
let name = '';
test.beforeEach(async ({ api }) => {
  const customer = newAddress('lois');
  name = `Lois ${customer}`;
  [conversation = ''] = await api.importMail(letter({ from: `"${name}" <${customer}>` }));
});

test('a rep asks for a review, and the bell of a manager counts it and leads there', async ({
  page,
  anotherPage,
  signIn,
}) => {
  const managers = await anotherPage('manager');
  await openQueue(managers);
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  const reply = replyOn(page);
  await reply.body.click();
  await page.keyboard.type('On Monday at nine.');
  await reply.saveForReview.check();
  await reply.notify.check();
  await reply.save.click();
  await expect(reply.status).toHaveText(/^Saved/);

  const { bell, list, items } = newsOn(managers);
  await expect(bell).toHaveAccessibleName('Notifications, 1 unread', atOnce);
  await expect(managers).toHaveTitle('(1) Replies · Countersign');
  await bell.click();
  await expect(items.first()).toContainText('Kara Danvers asks for a review');
  await expect(items.first()).toContainText(name);
  await expect(items.first()).toContainText('New');
  await items.first().getByRole('link').click();
  await expect(replyOn(managers).body).toContainText('On Monday at nine.');
  await expect(list).toBeHidden();
  await expect(bell).toHaveAccessibleName('Notifications');
  await expect(managers).toHaveTitle(`${name} · Countersign`);
  await bell.click();
  await expect(items.first()).toContainText(name);
  await expect(items.first()).not.toContainText('New');
});

test('a rep hears that the reply was returned, with what to do about it', async ({
  page,
  anotherPage,
  apiOf,
  signIn,
}) => {
  await signIn(page, 'rep');
  await openQueue(page);
  const kara = await apiOf('rep');
  await kara.saveDraft(conversation, { body_html: '<p>Yes.</p>', autosend_draft: true });
  const managers = await anotherPage('manager');
  await openConversation(managers, conversation);
  await managers.getByRole('button', { name: 'Return to rep' }).click();
  const note = managers.getByRole('textbox', { name: 'Note' });
  await note.fill('Mention the skylight.');
  await note.press('Control+Enter');

  const { bell, items } = newsOn(page);
  await expect(bell).toHaveAccessibleName('Notifications, 1 unread');
  await expect(page).toHaveTitle('(1) Replies · Countersign');
  await bell.click();
  await expect(items.first()).toContainText('Clark Webb returned the reply');
  await expect(items.first()).toContainText('Mention the skylight.');
});

test('what one does oneself rings no bell', async ({ page, api, apiOf, signIn }) => {
  await signIn(page, 'manager');
  await openQueue(page);
  const clark = await apiOf('manager');
  await clark.saveDraft(conversation, { body_html: '<p>Mine.</p>', add_notification: true });
  const [other = ''] = await api.importMail(letter({ from: `Perry White <${newAddress('perry')}>` }));
  const kara = await apiOf('rep');
  await kara.saveDraft(other, { body_html: '<p>Hers.</p>', add_notification: true });
  const { bell, items } = newsOn(page);
  await expect(bell).toHaveAccessibleName('Notifications, 1 unread', atOnce);
  await bell.click();
  await expect(items.first()).toContainText('Perry White');
  await expect(items.filter({ hasText: name })).toHaveCount(0);
});

test.describe('a list that did not load', () => {
  test.use({ expectedComplaints: /status of (401|500)/ });

  test('says so, and is asked for again', async ({ page, signIn }) => {
    await signIn(page, 'manager');
    let isDown = true;
    await page.route('**/api/desk/news?*', (route) =>
      isDown ? route.fulfill({ status: 500, json: { detail: 'Internal server error' } }) : route.fallback(),
    );
    await page.goto('/queue/review');
    const { bell, list } = newsOn(page);
    await bell.click();
    await expect(list.getByRole('alert')).toContainText('The notifications did not load');
    isDown = false;
    await list.getByRole('button', { name: 'Retry' }).click();
    await expect(list.getByRole('list').or(list.getByText('Nothing new'))).toBeVisible();
  });
});

test.describe('on the desktop', () => {
  interface Told {
    title: string;
    body: string | undefined;
    click(): void;
  }
  const told = (page: Page) =>
    page.evaluate(() =>
      (window as unknown as { told: Told[] }).told.map(({ title, body }) => ({ title, body })),
    );

  test.beforeEach(async ({ page, signIn }) => {
    // A browser without a screen shows no notifications and is always seen.
    await page.context().addInitScript(() => {
      const shown: Told[] = [];
      let permission: NotificationPermission = 'default';
      class OnDesktop {
        onclick: (() => void) | null = null;
        constructor(title: string, { body }: NotificationOptions = {}) {
          shown.push({ title, body, click: () => this.onclick?.() });
        }
        static get permission() {
          return permission;
        }
        static async requestPermission() {
          permission = 'granted';
          return permission;
        }
        close() {}
      }
      Object.assign(window, { Notification: OnDesktop, told: shown });
    });
    await signIn(page, 'manager');
  });

  const hide = (page: Page) =>
    page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    });

  test('nobody is asked before they want it; then it says who wants what, and leads there', async ({
    page,
    apiOf,
    api,
  }) => {
    await openQueue(page);
    const { bell, list } = newsOn(page);
    await bell.click();
    await list.getByRole('button', { name: 'Also tell me on this computer' }).click();
    await expect(list.getByText('This computer tells you too')).toBeVisible();
    await page.keyboard.press('Escape');

    const kara = await apiOf('rep');
    const [seen = ''] = await api.importMail(letter({ from: `Perry White <${newAddress('perry')}>` }));
    await kara.saveDraft(seen, { body_html: '<p>While one looks.</p>', add_notification: true });
    await expect(bell).toHaveAccessibleName('Notifications, 1 unread', atOnce);
    await hide(page);
    await kara.saveDraft(conversation, { body_html: '<p>Secret words.</p>', add_notification: true });
    await expect.poll(() => told(page)).toEqual([{ title: 'Kara Danvers asks for a review', body: name }]);
    await expect(page).toHaveTitle('(2) Replies · Countersign');
    await page.evaluate(() => (window as unknown as { told: Told[] }).told[0]?.click());
    await expect(page).toHaveURL(`/conversations/${conversation}`);
  });

  test('one window of several shows it', async ({ page, apiOf }) => {
    await openQueue(page);
    const second = await page.context().newPage();
    await second.goto('/queue/review');
    await expect(repliesOn(second)).toBeVisible();
    for (const window of [page, second]) {
      await window.evaluate(() => Notification.requestPermission());
      await hide(window);
    }
    const kara = await apiOf('rep');
    await kara.saveDraft(conversation, { body_html: '<p>Hi.</p>', add_notification: true });
    await expect.poll(() => told(page)).toHaveLength(1);
    await expect(newsOn(second).bell).toHaveAccessibleName('Notifications, 1 unread');
    expect(await told(second)).toEqual([]);
  });
});
