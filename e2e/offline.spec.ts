import type { Page } from '@playwright/test';
import type { DeskApi } from './fixtures/desk-api.ts';
import { startHost } from './fixtures/host.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { caretToEnd, logOf, openConversation, repliesOn, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

test.use({
  approval: 'off',
  serviceWorkers: 'allow',
  // Whoever has no connection, is refused or is not signed in hears of it from the browser as well.
  expectedComplaints: /status of (401|412)|net::ERR_|ApiError: The desk cannot be reached/,
});

const first = '<p>Hi Dana,</p><p>Tuesday works.</p>';
let conversation = '';
let customer = '';

test.beforeEach(async ({ api, page, signIn }) => {
  customer = newAddress('dana');
  [conversation = ''] = await api.importMail(
    letter({ from: `Dana Dole <${customer}>`, messageId: `<first-${customer}>` }),
  );
  await api.saveDraft(conversation, { body_html: first });
  await signIn(page, 'rep');
});

const connection = (page: Page) => page.getByRole('status', { name: 'Connection' });

/** A first visit, until all that is needed without a connection is kept. */
async function visit(page: Page): Promise<void> {
  await page.goto('/queue/review');
  await expect(repliesOn(page)).toBeVisible();
  await expect.poll(() => keptQueries(page, '"tab"')).toBe(1);
  await openConversation(page, conversation);
  await expect(replyOn(page).body).toContainText('Tuesday works.');
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
  await expect.poll(() => keptQueries(page, conversation)).toBeGreaterThanOrEqual(2);
}

/** How many answers about something the browser keeps. */
const keptQueries = (page: Page, about: string) =>
  page.evaluate(async (about) => {
    // Opening one that the desk has not made yet would make an empty one.
    if (!(await indexedDB.databases()).some(({ name }) => name === 'countersign-desk')) return 0;
    return new Promise<number>((resolve, reject) => {
      const opening = indexedDB.open('countersign-desk');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const reading = opening.result.transaction('queries').objectStore('queries').getAllKeys();
        reading.onsuccess = () => {
          opening.result.close();
          resolve(reading.result.filter((key) => String(key).includes(about)).length);
        };
      };
    });
  }, about);

async function goOffline(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await expect(connection(page)).toContainText('Offline:');
}

async function comeBack(page: Page): Promise<void> {
  await page.context().setOffline(false);
  await expect(connection(page)).toHaveText('');
}

const waiting = (page: Page) => page.getByRole('region', { name: 'Waiting reply' });

/** Writes a line and lets the reply go, while the desk cannot be reached. */
async function sendOffline(page: Page, line: string): Promise<void> {
  const { body, sendNow, send, status } = replyOn(page);
  await caretToEnd(page, body);
  await page.keyboard.type(line);
  await sendNow.check();
  await send.click();
  await expect(status).toHaveText('Offline: will be sent when the desk is back');
  await expect(waiting(page)).toBeVisible();
}

/** A letter that shows a picture which it brings along (RFC 2387). */
const letterWithPicture = (from: string) => `From: ${from}
To: Acme Roofing <office@acme.test>
Subject: Leaking gutter
Date: ${new Date().toUTCString()}
Message-ID: <${newAddress('pictured')}>
MIME-Version: 1.0
Content-Type: multipart/related; boundary="part"

--part
Content-Type: text/html; charset=utf-8

<p>Look:</p><img src="cid:gutter@pia" alt="The gutter" width="40" height="40">
--part
Content-Type: image/gif
Content-Transfer-Encoding: base64
Content-ID: <gutter@pia>

R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7
--part--
`;

const customerWrites = (api: DeskApi, text: string) =>
  api.importMail(
    letter({
      from: `Dana Dole <${customer}>`,
      subject: 'Re: Leaking gutter',
      text,
      inReplyTo: `<first-${customer}>`,
      date: new Date(Date.now() + 60_000),
    }),
  );

test('without a connection the desk opens, what was loaded can be read, and what is written stays', async ({
  page,
}) => {
  await visit(page);
  await goOffline(page);
  await page.reload();
  await expect(connection(page)).toContainText('Offline:');
  await expect(logOf(page).getByRole('article')).toHaveCount(1);
  await expect(logOf(page)).toContainText('Dana Dole');
  const { body, status } = replyOn(page);
  await expect(body).toContainText('Tuesday works.');
  await caretToEnd(page, body);
  await page.keyboard.type(' Written on the train.');
  await expect(status).toHaveText('Offline: kept in this browser');
  await page.reload();
  await expect(body).toContainText('Written on the train.');
  await expect(status).toHaveText('Offline: kept in this browser');

  await page.goto('/queue/review');
  await expect(repliesOn(page).getByRole('link').first()).toBeVisible();
  await comeBack(page);
});

test('the pictures of what was loaded are there without a connection', async ({ page, api }) => {
  const [pictured = ''] = await api.importMail(letterWithPicture(`Pia Pixel <${newAddress('pia')}>`));
  await visit(page);
  await openConversation(page, pictured);
  const picture = logOf(page).frameLocator('iframe').getByRole('img', { name: 'The gutter' });
  await expect(picture).toHaveJSProperty('naturalWidth', 1);
  await expect.poll(() => keptQueries(page, 'inline images')).toBe(1);
  await goOffline(page);
  await page.reload();
  await expect(connection(page)).toContainText('Offline:');
  await expect(picture).toHaveJSProperty('naturalWidth', 1);
  await comeBack(page);
});

test('what is let go offline is sent once when the desk is back, also after a reload', async ({
  page,
  mailServer,
}) => {
  await visit(page);
  await goOffline(page);
  await sendOffline(page, ' See you then.');
  await page.reload();
  await expect(replyOn(page).status).toHaveText('Offline: will be sent when the desk is back');
  await expect(waiting(page)).toBeVisible();
  expect(mailServer.mailFor(customer)).toHaveLength(0);
  await comeBack(page);
  await expect(page.getByText('Sent the reply to Dana Dole.')).toBeVisible();
  await expect.poll(() => mailServer.mailFor(customer).length).toBe(1);
  await expect(logOf(page).getByRole('article')).toHaveCount(2);
  await expect(replyOn(page).body).toHaveText('');
  await page.reload();
  await expect(logOf(page).getByRole('article')).toHaveCount(2);
  await expect(replyOn(page).body).toHaveText('');
  expect(mailServer.mailFor(customer)).toHaveLength(1);
});

test('an answer that is lost on the way does not send the reply twice', async ({ page, mailServer }) => {
  // In the page: what a worker may have a hand in does not always pass by the routes of a test.
  await page.addInitScript(() => {
    const { fetch } = window;
    window.fetch = async (...given) => {
      const answer = await fetch(...given);
      if (!String(given[0]).endsWith('/response-drafts') || performance.getEntriesByName('lost').length > 0)
        return answer;
      performance.mark('lost');
      throw new TypeError('Failed to fetch');
    };
  });
  await visit(page);
  await goOffline(page);
  await sendOffline(page, ' Once.');
  await page.context().setOffline(false);
  await expect(page.getByText('Sent the reply to Dana Dole.')).toBeVisible();
  expect(await page.evaluate(() => performance.getEntriesByName('lost').length)).toBe(1);
  await expect(logOf(page).getByRole('article')).toHaveCount(2);
  expect(mailServer.mailFor(customer)).toHaveLength(1);
});

test('what waits can be taken back and written on before the desk is there again', async ({
  page,
  mailServer,
  api,
}) => {
  await visit(page);
  await goOffline(page);
  await sendOffline(page, ' Too soon.');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const { body, status, saveForReview } = replyOn(page);
  await expect(body).toContainText('Tuesday works. Too soon.');
  await saveForReview.check();
  await expect(status).toHaveText('Offline: kept in this browser');
  await comeBack(page);
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toBe('<p>Hi Dana,</p><p>Tuesday works. Too soon.</p>');
  expect(mailServer.mailFor(customer)).toHaveLength(0);
});

test('what waits is taken back in another window, and what is written in that one stays', async ({
  page,
}) => {
  await visit(page);
  const second = await page.context().newPage();
  await openConversation(second, conversation);
  await goOffline(page);
  const there = replyOn(second);
  await caretToEnd(second, there.body);
  await second.keyboard.type(' Written there.');
  await expect(there.status).toHaveText('Offline: kept in this browser');
  await sendOffline(page, ' Let go here.');
  await expect(waiting(second)).toBeVisible();
  await second.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(there.body).toContainText('Tuesday works. Let go here.');
  await second.getByRole('button', { name: 'Back to mine' }).click();
  await expect(there.body).toContainText('Tuesday works. Written there.');
});

test('what waits beside a reply that is let go offline is still there once that was sent', async ({
  page,
  api,
  mailServer,
}) => {
  await visit(page);
  const { body } = replyOn(page);
  await caretToEnd(page, body);
  await page.keyboard.type(' Mine.');
  await api.saveDraft(conversation, { body_html: '<p>Theirs.</p>' });
  await page.getByRole('button', { name: 'Show theirs' }).click();
  await expect(body).toHaveText('Theirs.');
  await goOffline(page);
  await sendOffline(page, ' And so on.');
  await comeBack(page);
  await expect.poll(() => mailServer.mailFor(customer).length).toBe(1);
  await expect(logOf(page).getByRole('article')).toHaveCount(2);
  await expect(page.getByRole('alert').filter({ hasText: 'What you wrote is still here' })).toBeVisible();
  await expect(body).toContainText('Tuesday works. Mine.');
});

test('what somebody changed meanwhile is not sent over: the desk asks', async ({ page, api, mailServer }) => {
  await visit(page);
  await goOffline(page);
  await sendOffline(page, ' Mine.');
  await api.saveDraft(conversation, { body_html: '<p>Theirs.</p>' });
  await comeBack(page);
  const question = page.getByRole('alert').filter({ hasText: 'It was not sent.' });
  await expect(question).toContainText('changed, sent or discarded by somebody else');
  expect(mailServer.mailFor(customer)).toHaveLength(0);
  expect((await api.draft(conversation))?.body_html).toBe('<p>Theirs.</p>');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(replyOn(page).body).toContainText('Tuesday works. Mine.');
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('dialog', { name: 'Compare versions' })).toBeVisible();
});

test('where the customer wrote meanwhile the desk asks, and sends once it is told to', async ({
  page,
  api,
  mailServer,
}) => {
  await visit(page);
  await goOffline(page);
  await sendOffline(page, ' As agreed.');
  await customerWrites(api, 'Rather on Friday!');
  await comeBack(page);
  const question = page.getByRole('alert').filter({ hasText: 'It was not sent.' });
  await expect(question).toContainText('The customer wrote again');
  await expect(logOf(page)).toContainText('Rather on Friday!');
  expect(mailServer.mailFor(customer)).toHaveLength(0);
  await page.getByRole('button', { name: 'Send anyway' }).click();
  await expect(page.getByText('Sent the reply to Dana Dole.')).toBeVisible();
  await expect.poll(() => mailServer.mailFor(customer).length).toBe(1);
});

test('whoever signs out leaves nothing to be read without a connection', async ({ page, sessions }) => {
  await visit(page);
  sessions.delete('rep');
  await page.getByRole('button', { name: /^Account of / }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  expect(await keptQueries(page, '')).toBe(0);
  await page.context().setOffline(true);
  await page.goto(`/conversations/${conversation}`);
  await expect(page.getByText('The desk cannot be reached.')).toBeVisible();
  await expect(page.getByText('Dana Dole')).toHaveCount(0);
});

test('what one person read is not there for the next one in the same browser', async ({ page, signIn }) => {
  await visit(page);
  await page.context().clearCookies();
  await signIn(page, 'manager');
  await page.goto('/queue/review');
  await expect(repliesOn(page)).toBeVisible();
  await expect.poll(() => keptQueries(page, conversation)).toBe(0);
  await page.context().setOffline(true);
  await page.goto(`/conversations/${conversation}`);
  await expect(page.getByText('The desk cannot be reached.').first()).toBeVisible();
  await expect(page.getByText('Tuesday works.')).toHaveCount(0);
});

test('no answer of the API is kept by the service worker', async ({ page }) => {
  await visit(page);
  const kept = await page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
    return found;
  });
  expect(kept).toContain('/');
  expect(kept.filter((path) => !/^\/(?:assets\/.*|favicon\.svg)?$/.test(path))).toEqual([]);
});

test('a new version of the desk offers itself, and does not open over what is being written', async ({
  browser,
  desk,
  signIn,
}) => {
  const host = await startHost(desk.url);
  const context = await browser.newContext({ baseURL: host.url });
  const page = await context.newPage();
  await signIn(page, 'rep');
  await visit(page);
  const entry = await page.evaluate(
    () => new URL(document.querySelector<HTMLScriptElement>('script[type="module"]')?.src ?? '').pathname,
  );
  host.replace('/service-worker.js', (script) => {
    expect(script).toContain(entry);
    return script.replace(entry, '/assets/next.js').replace(/"version":"\w+"/, '"version":"next"');
  });
  host.replace('/assets/next.js', () => '');
  await page.route('**/response-drafts', (route) => route.abort());
  const { body, status } = replyOn(page);
  await caretToEnd(page, body);
  await page.keyboard.type(' Not lost.');
  await expect(status).toHaveText('Offline: kept in this browser');
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));

  await expect(page.getByText('A new version of the desk is ready.')).toBeVisible();
  const reload = page.getByRole('button', { name: 'Reload' });
  await page.evaluate(() => document.body.setAttribute('data-this-page', ''));
  await reload.click();
  await expect(page.getByText('Something you wrote is not saved yet.')).toBeVisible();
  await expect(body).toContainText('Not lost.');
  await page.unroute('**/response-drafts');
  await expect(status).toHaveText(/^Saved/);
  await reload.click();
  await expect(page.locator('body[data-this-page]')).toHaveCount(0);
  await expect(body).toContainText('Not lost.');
  expect(await page.evaluate(async () => await caches.keys())).toContain('countersign desk next');
  await context.close();
  await host.stop();
});
