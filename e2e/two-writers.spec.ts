import type { Page } from '@playwright/test';
import { conflictOn } from './fixtures/conflict.ts';
import type { DeskApi } from './fixtures/desk-api.ts';
import { gate } from './fixtures/gate.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { inTurn, type Move, together } from './fixtures/race.ts';
import { caretAt, openConversation, replyOn, saves } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ approval: 'off', expectedComplaints: /status of (401|412)/ });

interface Writer extends Move {
  name: string;
  /** What the place at which they write reads after that. */
  written: string;
}

/** Somebody who writes on behind `place`, and saves that. */
const writer = (page: Page, name: string, place: string, typed: string): Writer => ({
  page,
  name,
  written: `${place}${typed}`,
  address: saves,
  press: async () => {
    const { body, save } = replyOn(page);
    await caretAt(page, body, place, place.length);
    await page.keyboard.type(typed);
    await save.click();
  },
});

let conversation = '';
let rep: Writer;
let manager: Writer;
/** Neither hears of the other one before it is opened. */
let presence: ReturnType<typeof gate>;
test.beforeEach(async ({ page, api, anotherPage, signIn }) => {
  [conversation = ''] = await api.importMail(letter({ from: `Dana Dole <${newAddress('dana')}>` }));
  await api.saveDraft(conversation, { body_html: '<p>Hi Dana</p><p>Tuesday works.</p><p>Regards</p>' });
  await signIn(page, 'rep');
  rep = writer(page, 'Kara Danvers', 'Hi Dana', ' dear');
  manager = writer(await anotherPage('manager'), 'Clark Webb', 'Regards', ', Clark');
  presence = gate();
  for (const { page: each } of [rep, manager]) {
    await each.route('**/api/desk/presence', async (route) => {
      await presence.opened;
      await route.continue();
    });
    await openConversation(each, conversation);
    await expect(replyOn(each).body).toContainText('Tuesday works.');
  }
});

/** What the first one wrote is saved; the second one still has their own, and is told. */
async function expectConflict(first: Writer, second: Writer, api: DeskApi) {
  presence.open();
  await expect(conflictOn(second.page).notice).toContainText(`${first.name} saved another version`);
  await expect(replyOn(second.page).body).toContainText(second.written);
  await expect(replyOn(first.page).status).toHaveText(/^Saved/);
  await expect(replyOn(first.page).body).toContainText(first.written);
  const saved = (await api.draft(conversation))?.body_html;
  expect(saved).toContain(first.written);
  expect(saved).not.toContain(second.written);
}

/** Both read what is saved. */
async function expectSaved(body: string, api: DeskApi) {
  for (const { page } of [rep, manager]) {
    await expect(replyOn(page).body).toHaveText(body.replaceAll(/<.+?>/g, ''));
    await expect(replyOn(page).status).toHaveText(/^Saved/);
  }
  expect((await api.draft(conversation))?.body_html).toBe(body);
}

async function mergeAfter(first: Writer, second: Writer, api: DeskApi) {
  await inTurn(first, second);
  await expectConflict(first, second, api);
  const { open, merge, version } = conflictOn(second.page);
  await open();
  await expect(version('Theirs').getByText(new RegExp(`^${first.name}, saved at`))).toBeVisible();
  await merge.click();
  await replyOn(second.page).save.click();
  await expectSaved('<p>Hi Dana dear</p><p>Tuesday works.</p><p>Regards, Clark</p>', api);
}

test('the rep saves first: the manager merges both and saves, and both read that', async ({ api }) => {
  await mergeAfter(rep, manager, api);
});

test('the manager saves first: the rep merges both and saves, and both read that', async ({ api }) => {
  await mergeAfter(manager, rep, api);
});

test('both save at once: whoever was second reads both and keeps theirs, and both read that', async ({
  api,
}) => {
  await together(rep, manager);
  const isReps = (await api.draft(conversation))?.body_html.includes(rep.written);
  const [first, second] = isReps ? [rep, manager] : [manager, rep];
  await expectConflict(first, second, api);
  const { body, save } = replyOn(second.page);
  await conflictOn(second.page).notice.getByRole('button', { name: 'Show theirs' }).click();
  await expect(body).toContainText(first.written);
  await second.page.getByRole('button', { name: 'Back to mine' }).click();
  await expect(body).toContainText(second.written);
  await save.click();
  const kept = isReps
    ? '<p>Hi Dana</p><p>Tuesday works.</p><p>Regards, Clark</p>'
    : '<p>Hi Dana dear</p><p>Tuesday works.</p><p>Regards</p>';
  await expectSaved(kept, api);
});
