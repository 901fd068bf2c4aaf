import type { Page, Request } from '@playwright/test';
import { gate } from './fixtures/gate.ts';
import { keptBodies } from './fixtures/journal.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { caretToEnd, openConversation, repliesOn, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const saves = '**/response-drafts';
const isSave = (request: Request) => request.method() === 'POST';

let conversation = '';
let customer = '';
test.beforeEach(async ({ api, page, signIn }) => {
  customer = newAddress('otto');
  [conversation = ''] = await api.importMail(
    letter({ from: `Otto Octavius <${customer}>`, messageId: `<first-${customer}>` }),
  );
  await signIn(page, 'rep');
});

/** Everything that the page asks to be saved from now on. */
function savesOf(page: Page) {
  const asked: { body_html: string; autosend_draft: boolean; add_notification: boolean }[] = [];
  page.on('request', (request) => {
    if (isSave(request) && request.url().endsWith('/response-drafts')) asked.push(request.postDataJSON());
  });
  return asked;
}

test('a reply that was begun is saved in a pause, and nobody is notified or written to', async ({
  page,
  api,
  mailServer,
}) => {
  const asked = savesOf(page);
  await openConversation(page, conversation);
  const { body, notify, sendNow, saveForReview, status } = replyOn(page);
  await notify.check();
  await body.click();
  await page.keyboard.type('Hi Otto, Tuesday it is.');
  await expect(status).toHaveText(/^Not saved yet/);
  await expect(status).toHaveText(/^Saved \d\d:\d\d$/);
  expect((await api.draft(conversation))?.body_html).toContain('Tuesday it is.');
  expect(asked).toEqual([expect.objectContaining({ autosend_draft: false, add_notification: false })]);
  await expect(notify).toBeChecked();
  await expect(body).toBeFocused();

  await sendNow.check();
  await caretToEnd(page, body);
  await page.keyboard.type(' At nine.');
  await expect(status).toHaveText(/^Not saved yet/);
  await expect(status).toHaveText(/^Saved/);
  await expect(sendNow).toBeChecked();
  await expect(saveForReview).not.toBeChecked();
  expect(await api.draft(conversation)).toMatchObject({ scheduled_send_at: null });
  expect(mailServer.mailFor(customer)).toEqual([]);
  await expect.poll(() => keptBodies(page, conversation)).toEqual([]);

  await page.goto(`/queue/review?search=${encodeURIComponent(customer)}`);
  await expect(repliesOn(page).getByRole('link', { name: 'Otto Octavius' })).toBeVisible();
});

test('a review that was asked for is still asked for after a pause', async ({ page, api, anotherPage }) => {
  await api.saveDraft(conversation, { body_html: '<p>Please look.</p>', add_notification: true });
  await openConversation(page, conversation);
  const { body, status } = replyOn(page);
  await caretToEnd(page, body);
  await page.keyboard.type(' Soon.');
  await expect(status).toHaveText(/^Not saved yet/);
  await expect(status).toHaveText(/^Saved/);
  const manager = await anotherPage('manager');
  await manager.goto(`/queue/review?search=${encodeURIComponent(customer)}`);
  await expect(repliesOn(manager).getByText('Review requested')).toBeVisible();
});

test('a pause says nothing about a message that came later; to save does', async ({ page, api }) => {
  await api.saveDraft(conversation, { body_html: '<p>Until Tuesday.</p>' });
  await openConversation(page, conversation);
  await api.importMail(
    letter({
      from: `Otto Octavius <${customer}>`,
      subject: 'Re: Leaking gutter',
      text: 'Rather on Friday!',
      inReplyTo: `<first-${customer}>`,
      date: new Date(Date.now() + 60_000),
    }),
  );
  const later = page.getByText('The customer wrote again after this reply was drafted.');
  await expect(later).toBeVisible();
  const { body, save, status } = replyOn(page);
  await caretToEnd(page, body);
  await page.keyboard.type(' Or later.');
  await expect(status).toHaveText(/^Not saved yet/);
  await expect(status).toHaveText(/^Saved/);
  await expect(later).toBeVisible();
  await save.click();
  await expect(later).toBeHidden();
});

test('nothing is saved while an address is wrong, and it is as soon as that is mended', async ({
  page,
  api,
}) => {
  const asked = savesOf(page);
  await page.clock.install();
  await openConversation(page, conversation);
  const { body, cc, status } = replyOn(page);
  await cc.fill('otto at office');
  await cc.press('Tab');
  await body.click();
  await page.keyboard.type('To the office too.');
  await expect(status).toHaveText('Not saved yet: kept in this browser');
  await page.clock.fastForward(10_000);
  expect(asked).toEqual([]);
  await page.clock.resume();
  await page.getByRole('button', { name: 'Remove otto at office' }).click();
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toContain('To the office too.');
});

test('an empty reply is no draft', async ({ page }) => {
  const asked = savesOf(page);
  await page.clock.install();
  await openConversation(page, conversation);
  const { body, cc, status } = replyOn(page);
  await cc.fill('office@otto.example');
  await cc.press('Tab');
  await body.click();
  await page.keyboard.type('x');
  await page.keyboard.press('Backspace');
  await page.clock.fastForward(10_000);
  await expect(status).toHaveText(/^Not saved yet/);
  expect(asked).toEqual([]);
});

test('nothing is saved over what somebody else saved, before it is said which one stays', async ({
  page,
  api,
}) => {
  const asked = savesOf(page);
  await api.saveDraft(conversation, { body_html: '<p>From the AI.</p>' });
  await openConversation(page, conversation);
  const { body, status } = replyOn(page);
  await caretToEnd(page, body);
  await page.keyboard.type(' And from me.');
  await api.saveDraft(conversation, { body_html: '<p>The AI changed its mind.</p>' });
  const news = page.getByRole('alert').filter({ hasText: 'saved another version' });
  await expect(news).toBeVisible();
  await page.keyboard.type(' Really.');
  await expect(status).toHaveText('Not saved yet: kept in this browser');
  // Whoever leaves has saved what can be saved.
  await page.getByRole('link', { name: 'Conversations', exact: true }).click();
  await expect(body).toBeHidden();
  await page.goBack();
  await expect(news).toBeVisible();
  expect(asked).toEqual([]);
  expect((await api.draft(conversation))?.body_html).toBe('<p>The AI changed its mind.</p>');
  await news.getByRole('button', { name: 'Keep mine' }).click();
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toBe('<p>From the AI. And from me. Really.</p>');
});

test('nothing is saved while somebody else has the turn', async ({ page, anotherPage, api }) => {
  await openConversation(page, conversation);
  const mine = replyOn(page);
  await mine.body.click();
  await page.keyboard.type('Written by the rep.');
  await expect(mine.status).toHaveText(/^Saved/);
  const other = await anotherPage('manager');
  await openConversation(other, conversation);
  await other.getByRole('button', { name: 'Take over' }).click();
  await expect(page.getByText('Clark Webb took over this reply.')).toBeVisible();
  const asked = savesOf(page);
  await caretToEnd(other, replyOn(other).body);
  await other.keyboard.type(' And the manager.');
  await expect(replyOn(other).status).toHaveText(/^Saved/);
  await expect(mine.body).toContainText('Written by the rep. And the manager.');
  expect(asked).toEqual([]);
  expect((await api.draft(conversation))?.body_html).toContain('And the manager.');
});

test('one save at a time, and then what was typed meanwhile', async ({ page, api }) => {
  const asked = savesOf(page);
  const held = gate();
  await page.route(saves, async (route) => {
    if (isSave(route.request())) await held.opened;
    await route.continue();
  });
  await openConversation(page, conversation);
  const { body, status, save } = replyOn(page);
  await body.click();
  await page.keyboard.type('First');
  await expect(status).toHaveText('Saving…');
  await page.keyboard.type(' and then the rest');
  await save.click();
  await expect.poll(() => keptBodies(page, conversation)).toEqual([expect.stringContaining('the rest')]);
  expect(asked).toHaveLength(1);
  held.open();
  await expect(status).toHaveText(/^Saved/);
  expect(asked.map(({ body_html }) => /rest/.test(body_html))).toEqual([false, true]);
  expect((await api.draft(conversation))?.body_html).toContain('First and then the rest');
});

test('whoever goes from one conversation to another finds each text in its own, however slow the desk is', async ({
  page,
  api,
}) => {
  const others = await Promise.all(
    ['Bea', 'Cleo'].map(async (name) => {
      const [id = ''] = await api.importMail(
        letter({ from: `${name} ${customer} <${newAddress(name.toLowerCase())}>`, subject: `From ${name}` }),
      );
      return id;
    }),
  );
  const held = gate();
  await page.route(saves, async (route) => {
    if (isSave(route.request())) await held.opened;
    await route.continue();
  });
  const list = page.getByRole('list', { name: 'Conversations' });
  const { body } = replyOn(page);
  await page.goto('/conversations');
  const rowOf = (id: string | undefined) => list.locator(`a[href*="${id}"]`);
  const visit = async (id: string | undefined, name: RegExp, text: string) => {
    await rowOf(id).click();
    await expect(page.getByRole('region', { name })).toBeVisible();
    await expect(body).not.toContainText('For');
    await body.click();
    await page.keyboard.type(text);
  };
  await visit(conversation, /^Otto Octavius/, 'For Otto');
  await visit(others[0], /^Bea/, 'For Bea');
  await visit(others[1], /^Cleo/, 'For Cleo');
  await rowOf(conversation).click();
  await expect(body).toHaveText('For Otto');
  held.open();
  for (const [id, text] of [
    [conversation, 'For Otto'],
    [others[0], 'For Bea'],
    [others[1], 'For Cleo'],
  ]) {
    await expect.poll(async () => (await api.draft(id ?? ''))?.body_html.replace(/<[^>]*>/g, '')).toBe(text);
  }
});

test('of many saves in pauses the history shows what they came to, and all of them to whoever asks', async ({
  page,
}) => {
  await openConversation(page, conversation);
  const { body, save, status } = replyOn(page);
  await body.click();
  for (const word of ['One', ' two', ' three']) {
    const saved = page.waitForResponse(saves);
    await page.keyboard.type(word);
    await saved;
    await expect(status).toHaveText(/^Saved/);
  }
  await page.keyboard.type(' four');
  await save.click();
  const history = page.getByRole('list', { name: 'History' });
  const own = history.getByRole('listitem').filter({ hasText: 'saved the reply' });
  await expect(page.getByRole('button', { name: 'Show 3 saves in between' })).toBeVisible();
  await expect(own).toHaveCount(1);
  await page.getByRole('button', { name: 'Show 3 saves in between' }).click();
  await expect(own).toHaveCount(4);
  await expect(own.getByRole('button', { name: 'Restore' })).toHaveCount(3);
});
