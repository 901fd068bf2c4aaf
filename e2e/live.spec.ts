import { gate } from './fixtures/gate.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { startDesk } from './fixtures/running-desk.ts';
import { atOnce, caretToEnd, logOf, openConversation, repliesOn, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

let conversation = '';
let customer = '';
test.beforeEach(async ({ api, page, signIn }) => {
  customer = newAddress('lois');
  [conversation = ''] = await api.importMail(
    letter({ from: `Lois Lane <${customer}>`, messageId: `<first-${customer}>` }),
  );
  await signIn(page, 'rep');
});

/** Polling is too slow to be what shows something at once: it waits for the stream. */
const isListening = async (page: import('@playwright/test').Page) => {
  await page.waitForResponse((response) => response.url().includes('/api/desk/events'));
};

test('what one person saves is there at once in the open desk of another', async ({ page, anotherPage }) => {
  const other = await anotherPage('manager');
  const listening = [isListening(page), isListening(other)];
  await openConversation(page, conversation);
  await openConversation(other, conversation);
  await Promise.all(listening);
  const { body, save, status } = replyOn(page);
  await body.click();
  await page.keyboard.type('On Monday at nine.');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  await expect(replyOn(other).body).toContainText('On Monday at nine.', atOnce);
});

test('the queue shows it at once, and stays where it was scrolled to', async ({ page, api }) => {
  const [crowd = ''] = newAddress('perry').split('@');
  for (let n = 0; n < 12; n++) {
    const [id = ''] = await api.importMail(letter({ from: `${crowd} ${n} <${newAddress('perry')}>` }));
    // Who asks for a review is on top, whatever else waits.
    await api.saveDraft(id, { body_html: `<p>Number ${n}.</p>`, add_notification: true });
  }
  const listening = isListening(page);
  await page.setViewportSize({ width: 1440, height: 500 });
  await page.goto('/queue/review');
  await listening;
  const list = repliesOn(page);
  const read = list.getByRole('link', { name: `${crowd} 6`, exact: true });
  await expect(read).toBeAttached();
  await list.hover();
  await page.mouse.wheel(0, 300);
  await expect(read).toBeInViewport();
  // Waits until the list has come to rest.
  await read.hover();
  const top = async () => (await read.boundingBox())?.y ?? Number.NaN;
  const before = await top();
  await api.saveDraft(conversation, { body_html: '<p>News for the queue.</p>', add_notification: true });
  await expect(list.getByText('News for the queue.')).toBeAttached(atOnce);
  // Half a row: whatever came above it did not push it down.
  expect(Math.abs((await top()) - before)).toBeLessThan(40);
});

test('neither the place nor the text of whoever writes is lost to what comes', async ({ page, api }) => {
  const listening = isListening(page);
  await openConversation(page, conversation);
  await listening;
  const { body } = replyOn(page);
  await body.click();
  await page.keyboard.type('I was here');
  await api.importMail(
    letter({
      from: `Lois Lane <${customer}>`,
      subject: 'Re: Leaking gutter',
      text: 'And the skylight?',
      inReplyTo: `<first-${customer}>`,
      date: new Date(Date.now() + 60_000),
    }),
  );
  await expect(logOf(page).getByText('And the skylight?')).toBeVisible(atOnce);
  await page.keyboard.type(' and still am.');
  await expect(body).toHaveText('I was here and still am.');
});

test('several windows of one browser share one stream, and the next one takes it over', async ({
  page,
  api,
}) => {
  const streams: string[] = [];
  page.context().on('request', (request) => {
    if (request.url().includes('/api/desk/events')) streams.push(request.url());
  });
  const listening = isListening(page);
  await openConversation(page, conversation);
  await listening;
  const second = await page.context().newPage();
  await openConversation(second, conversation);
  await api.saveDraft(conversation, { body_html: '<p>For both windows.</p>' });
  await expect(replyOn(page).body).toContainText('For both windows.', atOnce);
  await expect(replyOn(second).body).toContainText('For both windows.', atOnce);
  expect(streams).toHaveLength(1);
  const inherited = isListening(second);
  await page.close();
  await inherited;
  await api.saveDraft(conversation, { body_html: '<p>For the one that is left.</p>' });
  await expect(replyOn(second).body).toContainText('For the one that is left.', atOnce);
});

test('a desk that stops does not wait for the browsers that listen to it', async ({ mailServer }) => {
  const desk = await startDesk({ demo: 'on', holdSeconds: 0, smtpUrl: mailServer.url });
  const signedIn = await fetch(`${desk.url}/api/desk/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'rep@acme.test', password: 'demo-password' }),
  });
  const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
  const stream = await fetch(`${desk.url}/api/desk/events`, { headers: { cookie: cookie.join('; ') } });
  expect(stream.status).toBe(200);
  const heard = stream.text();
  const began = performance.now();
  expect(await desk.stop()).toBe(0);
  expect(await heard).toMatch(/^:/);
  // After ten seconds it would have cut every connection.
  expect(performance.now() - began).toBeLessThan(9000);
});

test.describe('without the stream', () => {
  test.use({ expectedComplaints: /status of (401|503)/ });

  test('the desk says so, goes on by asking, and says no more once it is back', async ({ page, api }) => {
    let isDown = true;
    await page.route('**/api/desk/events*', (route) =>
      isDown ? route.fulfill({ status: 503, json: { detail: 'Not now' } }) : route.continue(),
    );
    await openConversation(page, conversation);
    const paused = page.getByRole('status', { name: 'Live updates' });
    await expect(paused).toHaveText('Live updates paused, reconnecting');
    await api.saveDraft(conversation, { body_html: '<p>Asked for.</p>' });
    await expect(replyOn(page).body).toContainText('Asked for.');
    isDown = false;
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect(paused).toHaveText('');
    await api.saveDraft(conversation, { body_html: '<p>Told.</p>' });
    await expect(replyOn(page).body).toContainText('Told.', atOnce);
  });
});

test.describe('two people in one conversation', () => {
  test('see each other come, write and go', async ({ page, anotherPage }) => {
    const other = await anotherPage('manager');
    await openConversation(page, conversation);
    await openConversation(other, conversation);
    const seen = page.getByRole('status', { name: 'Who else is here' });
    await expect(seen).toHaveText('Clark is viewing');
    await expect(other.getByRole('status', { name: 'Who else is here' })).toHaveText('Kara is viewing');
    await replyOn(other).body.click();
    await other.keyboard.type('x');
    await expect(seen).toHaveText('Clark is editing');
    await other.close();
    await expect(seen).toHaveText('');
  });

  test('do not write in each other’s reply, until one takes over', async ({ page, anotherPage, api }) => {
    await api.saveDraft(conversation, { body_html: '<p>From the AI.</p>' });
    const other = await anotherPage('manager');
    await openConversation(page, conversation);
    await openConversation(other, conversation);
    const [kara, clark] = [replyOn(page), replyOn(other)];
    await expect(page.getByText('Clark is viewing')).toBeVisible();
    await caretToEnd(page, kara.body);
    await page.keyboard.type(' From Kara.');

    await expect(other.getByText('Kara Danvers is editing this reply.')).toBeVisible();
    await expect(clark.body).toHaveAttribute('aria-readonly', 'true');
    await expect(clark.save).toBeDisabled();
    await other.getByRole('button', { name: 'Take over' }).click();
    await expect(clark.body).toBeFocused();
    await other.keyboard.press('Control+End');
    await other.keyboard.type(' From Clark.');
    await expect(clark.body).toContainText('From the AI. From Clark.');

    await expect(page.getByText('Clark Webb took over this reply.')).toBeVisible();
    await expect(kara.body).toHaveAttribute('aria-readonly', 'true');
    await expect(kara.body).toContainText('From the AI. From Kara.');
    await page.getByRole('button', { name: 'Take over' }).click();
    await expect(kara.body).toBeFocused();
    await expect(other.getByText('Kara Danvers took over this reply.')).toBeVisible();
    await expect(clark.body).toContainText('From the AI. From Clark.');

    await kara.save.click();
    await expect(kara.status).toHaveText(/^Saved/);
    expect((await api.draft(conversation))?.body_html).toBe('<p>From the AI. From Kara.</p>');
    await expect(other.getByRole('button', { name: 'Take over' })).toBeHidden();
    await expect(clark.body).toContainText('From the AI. From Clark.');
    await expect(
      other.getByRole('alert').filter({ hasText: 'Kara Danvers saved another version' }),
    ).toBeVisible();
  });

  for (const place of ['body', 'cc'] as const) {
    test(`whoever types in the ${place} while another one takes over runs no command with the rest of it`, async ({
      page,
      anotherPage,
      api,
    }) => {
      await api.saveDraft(conversation, { body_html: '<p>From the AI.</p>' });
      const other = await anotherPage('manager');
      await openConversation(page, conversation);
      await openConversation(other, conversation);
      const field = replyOn(other)[place];
      await expect(other.getByRole('button', { name: 'Approve and send' })).toBeVisible();
      await field.click();
      await other.keyboard.type('See');
      const takeOver = page.getByRole('button', { name: 'Take over' });
      await takeOver.click();
      const notice = other.getByRole('status').filter({ hasText: 'Kara Danvers took over this reply.' });
      while (!(await notice.isVisible())) await other.keyboard.type('p');
      await other.keyboard.type('p[r]#?gr');

      await expect(notice).toBeFocused();
      await expect(other).toHaveURL(`/conversations/${conversation}`);
      await expect(other.getByRole('dialog')).toHaveCount(0);
      await expect(other.getByRole('alertdialog')).toHaveCount(0);
      await expect(other.getByRole('textbox', { name: 'Note' })).toHaveCount(0);
      expect((await api.draft(conversation))?.scheduled_send_at).toBeNull();

      await other.keyboard.press('Tab');
      await expect(other.getByRole('button', { name: 'Take over' })).toBeFocused();
      await other.keyboard.press('p');
      await expect(other.getByRole('dialog', { name: 'Preview', exact: true })).toBeVisible();
      await other.keyboard.press('Escape');
      await expect(other.getByRole('button', { name: 'Take over' })).toBeFocused();
      await other.keyboard.press('Enter');
      await expect(replyOn(other).body).toBeFocused();
    });
  }

  test('the one who reads that another one writes goes on in the reply once it is free', async ({
    page,
    anotherPage,
  }) => {
    const other = await anotherPage('manager');
    await openConversation(page, conversation);
    await openConversation(other, conversation);
    await replyOn(other).body.click();
    await replyOn(page).body.click();
    await page.keyboard.type('From Kara.');
    const notice = other.getByRole('status').filter({ hasText: 'Kara Danvers is editing this reply.' });
    await expect(notice).toBeFocused();
    await page.close();
    await expect(notice).toBeHidden();
    await expect(other.getByRole('region', { name: 'Your reply' })).toBeFocused();
  });

  test('may take over before the editor is there: its caret comes with it', async ({ page, anotherPage }) => {
    await openConversation(page, conversation);
    await replyOn(page).body.click();
    await page.keyboard.type('From Kara.');
    const other = await anotherPage('manager');
    const held = gate();
    await other.route('**/assets/reply-editor-*.js', async (route) => {
      await held.opened;
      await route.continue();
    });
    await openConversation(other, conversation);
    const takeOver = other.getByRole('button', { name: 'Take over' });
    await takeOver.click();
    await expect(takeOver).toBeHidden();
    await expect(replyOn(other).body).toBeHidden();
    held.open();
    await expect(replyOn(other).body).toBeFocused();
  });

  test('of whom one has not written for two minutes: the other one may', async ({ page, anotherPage }) => {
    await page.clock.install();
    const other = await anotherPage('manager');
    await openConversation(page, conversation);
    await openConversation(other, conversation);
    await replyOn(page).body.click();
    await page.keyboard.type('Let me think.');
    await expect(other.getByText('Kara Danvers is editing this reply.')).toBeVisible();
    // Saved by itself meanwhile, which does not end her turn.
    await expect(replyOn(other).body).toHaveText('Let me think.');
    await expect(other.getByText('Kara Danvers is editing this reply.')).toBeVisible();
    await page.clock.fastForward(140_000);
    await expect(other.getByText('Kara Danvers is editing this reply.')).toBeHidden();
    await caretToEnd(other, replyOn(other).body);
    await other.keyboard.type(' I know.');
    await expect(replyOn(other).body).toHaveText('Let me think. I know.');
    await expect(page.getByText('Clark Webb is editing this reply.')).toBeVisible();
    await expect(replyOn(page).body).toContainText('Let me think.');
  });

  test('are one person where they are the same', async ({ page, anotherPage }) => {
    const again = await anotherPage('rep');
    await openConversation(page, conversation);
    await openConversation(again, conversation);
    await replyOn(page).body.click();
    await page.keyboard.type('x');
    await replyOn(again).body.click();
    await again.keyboard.type('y');
    await expect(replyOn(again).body).toHaveText('y');
    await expect(again.getByRole('status', { name: 'Who else is here' })).toHaveText('');
  });
});
