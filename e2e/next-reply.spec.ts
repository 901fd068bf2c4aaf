import type { Page, Route } from '@playwright/test';
import type { DeskApi } from './fixtures/desk-api.ts';
import { gate } from './fixtures/gate.ts';
import { newAddress } from './fixtures/letter.ts';
import { replyToEach } from './fixtures/replies.ts';
import { caretToEnd, repliesOn, replyOn, saveNothing, saves, untilIdle } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const bodies = {
  Ada: '<p>Hi Ada, on <b>Monday</b>.</p>',
  Bea: '<div style="color: #333">Hi Bea, on <i>Tuesday</i>.</div>',
  Cleo: '<p>Hi Cleo, on Friday.</p>',
};
type Name = keyof typeof bodies;
let conversations: Map<Name, string>;

/** The review of these three, by a manager, from the top; the next one is read ahead and made ready. */
test.beforeEach(async ({ page, api, signIn }) => {
  const subject = `Gutter ${newAddress('lot')}`;
  conversations = await replyToEach(['Cleo', 'Bea', 'Ada'], {
    api,
    subject,
    draft: (name) => ({ body_html: bodies[name] }),
  });
  await signIn(page, 'manager');
  await page.goto(`/queue/review?search=${encodeURIComponent(subject)}`);
  const ahead = isReadAhead(page, 'Bea');
  await repliesOn(page).getByRole('link', { name: 'Ada' }).click();
  await expect(replyOn(page).body).toHaveText('Hi Ada, on Monday.');
  await ahead;
  await untilIdle(page);
});

const isReadAhead = (page: Page, name: Name) =>
  page.waitForResponse((response) =>
    response.url().endsWith(`/api/desk/conversations/${conversations.get(name)}`),
  );

/** What is saved reaches the desk only once the gate is opened. */
async function holdSaves(page: Page) {
  const held = gate();
  await page.route(saves, async (route) => {
    if (route.request().method() === 'POST') await held.opened;
    await route.continue();
  });
  const asked = page.waitForRequest(
    (request) => request.method() === 'POST' && request.url().endsWith('/response-drafts'),
  );
  return { open: held.open, asked };
}

const isOpen = (page: Page, name: Name) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

test('the next reply is written in, saved and undone like any other, and its neighbour is not touched', async ({
  page,
  api,
}) => {
  const { body, save, status } = replyOn(page);
  await page.keyboard.press(']');
  await isOpen(page, 'Bea');
  await expect(body).toHaveText('Hi Bea, on Tuesday.');
  await expect(body.locator('i')).toHaveText('Tuesday');
  await caretToEnd(page, body);
  await page.keyboard.type(' At nine.');
  await page.keyboard.press('Control+B');
  await page.keyboard.type(' Sharp.');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  const bea = conversations.get('Bea') ?? '';
  expect((await api.draft(bea))?.body_html).toBe(
    '<div style="color: #333">Hi Bea, on <i>Tuesday</i>. At nine.<strong> Sharp.</strong></div>',
  );
  expect((await api.draft(conversations.get('Cleo') ?? ''))?.body_html).toBe(bodies.Cleo);

  await body.focus();
  for (let n = 0; n < 3; n++) await page.keyboard.press('Control+Z');
  await expect(body).toHaveText('Hi Bea, on Tuesday.');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(bea))?.body_html).toBe(bodies.Bea);
});

test('approving by [ opens the one before it, by ] the one after it', async ({ page, api }) => {
  await page.keyboard.press('j');
  await isOpen(page, 'Bea');
  await page.keyboard.press('[');
  await isOpen(page, 'Ada');
  await expect(repliesOn(page).getByRole('link', { name: 'Bea' })).toHaveCount(0);
  await page.keyboard.press(']');
  await isOpen(page, 'Cleo');
  const approved = async (name: Name) => {
    const id = conversations.get(name) ?? '';
    const [last] = (await api.messages(id)).filter(({ message_direction: way }) => way === 'sent');
    return last?.content;
  };
  await expect.poll(() => approved('Bea')).toBe(bodies.Bea);
  await expect.poll(() => approved('Ada')).toBe(bodies.Ada);
});

test('d leads to what changed, beside the reply and in the sheet', async ({ page, api }) => {
  const again = isReadAhead(page, 'Ada');
  await api.saveDraft(conversations.get('Ada') ?? '', { body_html: '<p>Hi Ada, on Sunday.</p>' });
  await again;
  const changes = page.getByRole('region', { name: 'What changed' });
  await page.keyboard.press('d');
  await expect(changes).toBeFocused();
  await expect(changes).toContainText('1 word added, 1 removed');
  await page.setViewportSize({ width: 1024, height: 800 });
  await expect(changes).toHaveCount(0);
  await page.keyboard.press('d');
  await expect(page.getByRole('dialog', { name: 'Review' })).toBeVisible();
  await expect(changes).toBeFocused();
});

test('what was saved after the next reply was read ahead is what is shown and decided about', async ({
  page,
  api,
}) => {
  const again = isReadAhead(page, 'Bea');
  await api.saveDraft(conversations.get('Bea') ?? '', { body_html: '<p>Hi Bea, on Sunday.</p>' });
  await expect(repliesOn(page).getByText('Hi Bea, on Sunday.')).toBeVisible();
  await again;
  await page.keyboard.press(']');
  await isOpen(page, 'Bea');
  await expect(replyOn(page).body).toHaveText('Hi Bea, on Sunday.');
  await expect(page.getByText('This reply was changed since you opened it.')).toBeHidden();
  await page.keyboard.press(']');
  await isOpen(page, 'Cleo');
  const sent = async () =>
    (await api.messages(conversations.get('Bea') ?? ''))
      .filter(({ message_direction }) => message_direction === 'sent')
      .map(({ content }) => content);
  await expect.poll(sent).toEqual(['<p>Hi Bea, on Sunday.</p>']);
});

test('what is made ready is not on the page: one reply is there to write in, one conversation to read', async ({
  page,
}) => {
  await expect(page.locator('[contenteditable="true"]')).toHaveCount(1);
  await expect(page.locator('h1', { hasText: /Ada|Bea/ })).toHaveCount(1);
  await page.keyboard.press(']');
  await isOpen(page, 'Bea');
  await untilIdle(page);
  await expect(page.locator('[contenteditable="true"]')).toHaveCount(1);
  await expect(page.locator('h1', { hasText: /Ada|Bea|Cleo/ })).toHaveCount(1);
});

test.describe('with a desk that takes nothing', () => {
  test.use({ expectedComplaints: /status of 401|ERR_FAILED/ });

  test('what somebody was writing in the next reply is there, rather than what was made ready', async ({
    page,
  }) => {
    const { body, status } = replyOn(page);
    await page.keyboard.press('j');
    await isOpen(page, 'Bea');
    await saveNothing(page);
    await caretToEnd(page, body);
    await page.keyboard.type(' Or later.');
    await expect(status).toHaveText(/kept in this browser/i);
    await page.keyboard.press('Escape');
    await page.keyboard.press('k');
    await isOpen(page, 'Ada');
    await untilIdle(page);
    await page.keyboard.press(']');
    await isOpen(page, 'Bea');
    await expect(body).toHaveText('Hi Bea, on Tuesday. Or later.');
  });
});

const approveThriceInOneFrame = (page: Page) =>
  page.evaluate(async () => {
    const press = { key: ']', code: 'BracketRight', bubbles: true };
    for (let n = 0; n < 3; n++) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', press));
      // What is drawn at once is drawn by then, and painted later.
      await Promise.resolve().then(() => Promise.resolve());
    }
  });

const sentTo = async (api: DeskApi, name: Name) =>
  (await api.messages(conversations.get(name) ?? '')).filter(
    ({ message_direction }) => message_direction === 'sent',
  );

test('presses in one frame decide about the reply that was seen, and not about the one after it', async ({
  page,
  api,
}) => {
  await approveThriceInOneFrame(page);
  await isOpen(page, 'Bea');
  await expect(page).toHaveURL(new RegExp(`/conversations/${conversations.get('Bea')}`));
  await expect.poll(() => sentTo(api, 'Ada')).toHaveLength(1);
  expect(await api.draft(conversations.get('Bea') ?? '')).toMatchObject({ scheduled_send_at: null });
});

test.describe('with a desk that does not take what is written', () => {
  test.use({ expectedComplaints: /status of (401|422)/ });

  test('presses in one frame do not approve what somebody wrote in the next reply', async ({ page, api }) => {
    const { body, status } = replyOn(page);
    const refuse = (route: Route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 422, json: { detail: 'Not now.' } })
        : route.continue();
    // Nothing else is made ready: the drawing of the next reply is the one that was shown before.
    const held = gate();
    await page.route(`**/api/desk/conversations/${conversations.get('Cleo')}`, async (route) => {
      await held.opened;
      await route.continue();
    });
    await page.keyboard.press('j');
    await isOpen(page, 'Bea');
    await page.route(saves, refuse);
    await caretToEnd(page, body);
    await page.keyboard.type(' Or later.');
    await expect(status).toHaveText(/kept in this browser/i);
    await page.keyboard.press('Escape');
    await page.keyboard.press('k');
    await isOpen(page, 'Ada');
    await untilIdle(page);
    await page.unroute(saves, refuse);
    await approveThriceInOneFrame(page);
    await isOpen(page, 'Bea');
    await expect(page.getByRole('button', { name: 'Approve edited' })).toBeVisible();
    await expect.poll(() => sentTo(api, 'Ada')).toHaveLength(1);
    expect(await api.draft(conversations.get('Bea') ?? '')).toMatchObject({ scheduled_send_at: null });
    held.open();
  });
});

test.describe('when somebody else saves while a reply is being sent', () => {
  test.use({ expectedComplaints: /status of (401|412)/ });

  test('its writer hears that it was not sent, wherever they are by then', async ({ page, api }) => {
    const { body, sendNow, send } = replyOn(page);
    await sendNow.check();
    const { open, asked } = await holdSaves(page);
    await send.click();
    await asked;
    await repliesOn(page).getByRole('link', { name: 'Cleo' }).click();
    await isOpen(page, 'Cleo');
    await api.saveDraft(conversations.get('Ada') ?? '', { body_html: '<p>Hi Ada, never.</p>' });
    open();
    const said = page.getByRole('region', { name: /What was done/ });
    await expect(said).toContainText('The reply to Ada was not sent: ');
    await isOpen(page, 'Cleo');
    await said.getByRole('button', { name: 'Open' }).click();
    await isOpen(page, 'Ada');
    await expect(body).toHaveText('Hi Ada, never.');
  });
});

test('whoever goes elsewhere while an edit is being approved stays there', async ({ page }) => {
  const { body } = replyOn(page);
  await caretToEnd(page, body);
  await page.keyboard.type(' At nine.');
  const { open, asked } = await holdSaves(page);
  await page.getByRole('button', { name: 'Approve edited' }).click();
  await asked;
  await repliesOn(page).getByRole('link', { name: 'Cleo' }).click();
  await isOpen(page, 'Cleo');
  await caretToEnd(page, body);
  await page.keyboard.type(' At ten.');
  open();
  await expect(page.getByRole('region', { name: /What was done/ })).toContainText('Sent the reply to Ada');
  await untilIdle(page);
  await isOpen(page, 'Cleo');
  await expect(page).toHaveURL(new RegExp(`/conversations/${conversations.get('Cleo')}`));
  await expect(body).toBeFocused();
});
