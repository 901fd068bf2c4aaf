import type { Page } from '@playwright/test';
import { conflictOn } from './fixtures/conflict.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { caretAt, caretToEnd, openConversation, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

// Whether a save of the writer is refused or the page hears of theirs before it saves is a matter of moments.
test.use({ approval: 'off', expectedComplaints: /status of (401|412)/ });

let conversation = '';
test.beforeEach(async ({ api, page, signIn }) => {
  const customer = newAddress('dana');
  [conversation = ''] = await api.importMail(
    letter({ from: `Dana Dole <${customer}>`, messageId: `<first-${customer}>` }),
  );
  await signIn(page, 'rep');
});

const first = '<p>Hi Dana,</p><p>Tuesday works.</p><p>Regards</p>';

/** Opens the reply, changes the first paragraph of it, and has the AI save another version meanwhile. */
async function conflict(page: Page, saveTheirs: () => Promise<unknown>): Promise<void> {
  await openConversation(page, conversation);
  const { body } = replyOn(page);
  await expect(body).toContainText('Tuesday works.');
  await caretAt(page, body, 'Hi Dana', 'Hi Dana'.length);
  await page.keyboard.type(' dear');
  await saveTheirs();
  await expect(conflictOn(page).notice).toBeVisible();
  await expect(body).toContainText('Hi Dana dear,');
}

const historyOf = (page: Page) => page.getByRole('list', { name: 'History' });

test('both versions and their difference can be read before anything is decided', async ({ page, api }) => {
  await api.saveDraft(conversation, { body_html: first });
  await conflict(page, () =>
    api.saveDraft(conversation, {
      body_html: first.replace('Tuesday', 'Friday'),
      cc_emails: ['ops@acme.test'],
    }),
  );
  const { open, dialog, written, version } = conflictOn(page);
  await open();
  await expect(written('Theirs')).toContainText('Friday works.');
  await expect(written('Theirs').locator('ins')).toHaveText(['Friday']);
  await expect(version('Theirs').getByText('ops@acme.test').first()).toBeVisible();
  await expect(written('Mine').locator('ins')).toHaveText([/dear/]);
  await dialog.getByText('Difference').click();
  const difference = dialog.getByRole('region', { name: 'From theirs to mine' });
  await expect(difference.getByText('2 words added, 1 removed, 1 recipient removed.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(replyOn(page).body).toContainText('Hi Dana dear,');
  await expect(conflictOn(page).notice).toBeVisible();
});

test('what each of two changed elsewhere is merged, recipients too, as an edit that is not saved yet', async ({
  page,
  api,
}) => {
  await api.saveDraft(conversation, { body_html: first, cc_emails: ['old@acme.test'] });
  await conflict(page, () =>
    api.saveDraft(conversation, {
      body_html: first.replace('Tuesday', 'Friday'),
      cc_emails: ['ops@acme.test'],
    }),
  );
  const { open, merge, dialog } = conflictOn(page);
  const { body, status, save } = replyOn(page);
  await open();
  await merge.click();
  await expect(dialog).toBeHidden();
  await expect(body).toContainText('Hi Dana dear,');
  await expect(body).toContainText('Friday works.');
  await expect(status).toHaveText(/^Not saved yet/);
  expect((await api.draft(conversation))?.body_html).toBe(first.replace('Tuesday', 'Friday'));
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  const draft = await api.draft(conversation);
  expect(draft?.body_html).toBe('<p>Hi Dana dear,</p><p>Friday works.</p><p>Regards</p>');
  expect(draft?.cc_emails).toEqual(['ops@acme.test']);
  await expect(historyOf(page).getByText('kept a version of the reply that was not used')).toBeVisible();
});

test('where both changed the same paragraph the writer picks, place by place', async ({ page, api }) => {
  await api.saveDraft(conversation, { body_html: first });
  await conflict(page, () =>
    api.saveDraft(conversation, {
      body_html: first.replace('Hi Dana', 'Hello Dana').replace('Regards', 'Best regards'),
    }),
  );
  const { open, merge, place, useMerged, dialog, written } = conflictOn(page);
  await open();
  await expect(dialog.getByText('Merge asks about 1 place')).toBeVisible();
  await merge.click();
  await expect(useMerged).toBeDisabled();
  await expect(dialog.getByText('1 place left to choose.')).toBeVisible();
  await place(1, 1).getByRole('radio', { name: 'Mine', exact: true }).check();
  await expect(written('Put together')).toHaveText(/Hi .*Dana dear,.*Best regards/);
  await place(1, 1).getByRole('radio', { name: 'Both' }).check();
  await useMerged.click();
  const { body, save, status } = replyOn(page);
  await expect(body).toContainText('Hello Dana,');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toBe(
    '<p>Hello Dana,</p><p>Hi Dana dear,</p><p>Tuesday works.</p><p>Best regards</p>',
  );
});

test('whoever takes theirs finds their own version in the history, and can restore it', async ({
  page,
  api,
}) => {
  await api.saveDraft(conversation, { body_html: first });
  await conflict(page, () => api.saveDraft(conversation, { body_html: '<p>The AI knows better.</p>' }));
  const { open, takeTheirs } = conflictOn(page);
  const { body, save, status } = replyOn(page);
  await open();
  await takeTheirs.click();
  await expect(body).toHaveText('The AI knows better.');
  await expect(page.getByRole('button', { name: 'Back to mine' })).toBeVisible();
  const kept = historyOf(page).getByRole('listitem').filter({ hasText: 'kept a version of the reply' });
  await expect(kept).toBeVisible();
  await page.getByRole('button', { name: 'Discard mine' }).click();
  await kept.getByRole('button', { name: 'Restore' }).click();
  await expect(body).toContainText('Hi Dana dear,');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toBe(first.replace('Hi Dana', 'Hi Dana dear'));
});

test('whoever keeps mine replaces theirs with the next save, and theirs can be restored', async ({
  page,
  api,
}) => {
  await api.saveDraft(conversation, { body_html: first });
  await conflict(page, () => api.saveDraft(conversation, { body_html: '<p>The AI knows better.</p>' }));
  const { open, keepMine, notice } = conflictOn(page);
  const { body, save, status } = replyOn(page);
  await open();
  await keepMine.click();
  await expect(notice).toBeHidden();
  expect((await api.draft(conversation))?.body_html).toBe('<p>The AI knows better.</p>');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  const entries = historyOf(page).getByRole('listitem').filter({ hasText: 'saved the reply' });
  await expect(entries).toHaveCount(3);
  await entries.nth(1).getByRole('button', { name: 'Restore' }).click();
  await expect(body).toHaveText('The AI knows better.');
});

test.describe('what waits beside theirs', () => {
  const aside = (page: Page) => page.getByRole('status').filter({ hasText: 'kept beside it' });
  const backToMine = (page: Page) => aside(page).getByRole('button', { name: 'Back to mine' }).click();
  const undo = (page: Page) =>
    page
      .getByRole('region', { name: /What was done/ })
      .getByRole('button', { name: 'Undo' })
      .click();

  test.beforeEach(async ({ page, api }) => {
    await api.saveDraft(conversation, { body_html: first });
    await conflict(page, () => api.saveDraft(conversation, { body_html: '<p>The AI knows better.</p>' }));
    await conflictOn(page).notice.getByRole('button', { name: 'Show theirs' }).click();
    await expect(replyOn(page).body).toHaveText('The AI knows better.');
  });

  test('waits on when an earlier version is restored', async ({ page }) => {
    const { body } = replyOn(page);
    await historyOf(page).getByRole('button', { name: 'Restore' }).click();
    await expect(body).toContainText('Hi Dana,');
    await expect(aside(page)).toContainText('This is an earlier version.');
    await backToMine(page);
    await expect(body).toContainText('Hi Dana dear,');
  });

  test('waits on when theirs is changed as well and replaced once more', async ({ page, api }) => {
    const { body, save, status } = replyOn(page);
    await caretToEnd(page, body);
    await page.keyboard.type(' Mostly.');
    await api.saveDraft(conversation, { body_html: '<p>The AI thought again.</p>' });
    await conflictOn(page).notice.getByRole('button', { name: 'Show theirs' }).click();
    await expect(body).toHaveText('The AI thought again.');
    await expect(aside(page)).toContainText('1 more version waits behind that one.');
    await backToMine(page);
    await expect(body).toHaveText('The AI knows better. Mostly.');
    await backToMine(page);
    await expect(body).toContainText('Hi Dana dear,');
    await save.click();
    await expect(status).toHaveText(/^Saved/);
    expect((await api.draft(conversation))?.body_html).toBe(first.replace('Hi Dana', 'Hi Dana dear'));
    await page.getByRole('button', { name: 'Show theirs' }).click();
    await expect(body).toHaveText('The AI knows better. Mostly.');
  });

  test('comes back with the draft when its discarding is undone', async ({ page }) => {
    const { body } = replyOn(page);
    await page.getByRole('button', { name: 'Discard draft' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
    await expect(body).toHaveText('');
    await undo(page);
    await expect(body).toHaveText('The AI knows better.');
    await backToMine(page);
    await expect(body).toContainText('Hi Dana dear,');
  });

  test('is shown once theirs, which is gone, is discarded here too', async ({ page, api }) => {
    const { body } = replyOn(page);
    await caretToEnd(page, body);
    await page.keyboard.type(' Mostly.');
    await api.deleteDraft(conversation);
    const gone = page.getByRole('alert').filter({ hasText: 'was discarded meanwhile' });
    await gone.getByRole('button', { name: 'Discard mine' }).click();
    await expect(body).toContainText('Hi Dana dear,');
    await undo(page);
    await expect(body).toHaveText('The AI knows better. Mostly.');
    await backToMine(page);
    await expect(body).toContainText('Hi Dana dear,');
  });

  test('is discarded when its writer says so, and taken back', async ({ page }) => {
    const { body } = replyOn(page);
    await aside(page).getByRole('button', { name: 'Discard mine' }).click();
    await expect(aside(page)).toBeHidden();
    await undo(page);
    await expect(body).toContainText('Hi Dana dear,');
  });
});

test('an edit that was saved and that the AI overwrites can be restored from the history', async ({
  page,
  api,
}) => {
  await api.saveDraft(conversation, { body_html: first });
  await openConversation(page, conversation);
  const { body, save, status } = replyOn(page);
  await caretToEnd(page, body);
  await page.keyboard.type(' from Lois');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  await api.saveDraft(conversation, { body_html: '<p>The AI never looked.</p>' });
  await expect(body).toHaveText('The AI never looked.');
  const entries = historyOf(page).getByRole('listitem').filter({ hasText: 'saved the reply' });
  await expect(entries).toHaveCount(3);
  await entries.nth(1).getByRole('button', { name: 'Restore' }).click();
  await expect(body).toContainText('Regards from Lois');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toBe(first.replace('Regards', 'Regards from Lois'));
});

test('on a phone the comparison has the whole screen, one version at a time', async ({ page, api }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await api.saveDraft(conversation, { body_html: first });
  await conflict(page, () => api.saveDraft(conversation, { body_html: first.replace('Tuesday', 'Friday') }));
  const { open, dialog, written, version, merge } = conflictOn(page);
  await open();
  expect(await dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  await expect(written('Theirs')).toContainText('Friday works.');
  await expect(version('Mine')).toBeHidden();
  await dialog.getByText('Mine', { exact: true }).click();
  await expect(written('Mine')).toContainText('Hi Dana dear,');
  await expect(merge).toBeInViewport({ ratio: 1 });
});

test('lines of a text message are merged, and a line that both changed is asked about', async ({
  page,
  api,
}) => {
  const texts = await api.conversationWith('+15138675309');
  conversation = texts;
  await api.saveDraft(texts, { body_html: 'Hi Dana\nTuesday works.\nRegards' });
  await openConversation(page, texts);
  const { body, save, status } = replyOn(page);
  await expect(body).toHaveValue(/Tuesday works/);
  await body.fill('Hi Dana dear\nTuesday works.\nRegards, Lois');
  await api.saveDraft(texts, { body_html: 'Hi Dana\nFriday works.\nRegards, AI' });
  const { open, merge, place, useMerged, dialog } = conflictOn(page);
  await open();
  await merge.click();
  await place(1, 1).getByRole('radio', { name: 'Mine', exact: true }).check();
  await useMerged.click();
  await expect(dialog).toBeHidden();
  await expect(body).toHaveValue('Hi Dana dear\nFriday works.\nRegards, Lois');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(texts))?.body_html).toBe('Hi Dana dear\nFriday works.\nRegards, Lois');
});
