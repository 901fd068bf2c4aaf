import type { Page } from '@playwright/test';
import { letter, newAddress } from './fixtures/letter.ts';
import { caretToEnd, nextFrame, openConversation, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const own = '<div dir="ltr">Hi Casey,<div><br></div><div>Tuesday  works.</div></div>';
const signed =
  '<div class="gmail_signature" data-smartmail="gmail_signature"><div>Old Name</div><div>Old Roofs</div></div>';
const quote =
  '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, 4 May 2026 at 10:00, Casey Cole &lt;<a href="mailto:c@cole.example">c@cole.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><p>Which day\nsuits you?</p></blockquote></div>';
const whole = `${own}${signed}<br>${quote}`;

/** What only this file looks for in a reply. */
function foldsOn(page: Page) {
  const { body } = replyOn(page);
  const toolbar = page.getByRole('toolbar', { name: 'Formatting' });
  return {
    quoted: body.getByText('suits you?'),
    signature: body.getByText('Old Name'),
    showQuoted: body.getByRole('button', { name: 'Show quoted text', expanded: false }),
    hideQuoted: body.getByRole('button', { name: 'Show quoted text', expanded: true }),
    showSignature: body.getByRole('button', { name: 'Show signature', expanded: false }),
    hideSignature: body.getByRole('button', { name: 'Show signature', expanded: true }),
    insert: toolbar.getByRole('button', { name: 'Insert signature' }),
    replace: toolbar.getByRole('button', { name: 'Replace signature' }),
  };
}

async function save(page: Page): Promise<void> {
  const { save: button, status } = replyOn(page);
  const saved = page.waitForResponse((response) => response.request().method() === 'POST');
  await button.click();
  await saved;
  await expect(status).toHaveText(/^Saved/);
}

let conversation = '';
test.beforeEach(async ({ api, page, signIn }) => {
  [conversation = ''] = await api.importMail(letter({ from: `Casey Cole <${newAddress('casey')}>` }));
  await signIn(page, 'rep');
});

async function openReply(
  page: Page,
  api: { saveDraft(id: string, draft: { body_html: string }): Promise<unknown> },
  html: string,
) {
  await api.saveDraft(conversation, { body_html: html });
  await openConversation(page, conversation);
  await expect(replyOn(page).body).toBeVisible();
}

test.describe('a reply with a signature and quoted history', () => {
  test('opens with both folded, and looking at them changes no byte of it', async ({ page, api }) => {
    await openReply(page, api, whole);
    const { status } = replyOn(page);
    const { quoted, signature, showQuoted, hideQuoted, showSignature, hideSignature } = foldsOn(page);
    await expect(quoted).toBeHidden();
    await expect(signature).toBeHidden();

    await showQuoted.click();
    await expect(quoted).toBeVisible();
    await expect(signature).toBeHidden();
    await showSignature.click();
    await expect(signature).toBeVisible();
    await hideQuoted.click();
    await expect(quoted).toBeHidden();
    await hideSignature.click();
    await expect(signature).toBeHidden();

    await expect(status).toHaveText(/^Saved/);
    await save(page);
    expect((await api.draft(conversation))?.body_html).toBe(whole);
  });

  test('is edited in its own part as if the rest were not there', async ({ page, api }) => {
    await openReply(page, api, whole);
    const { body } = replyOn(page);
    const { quoted, signature } = foldsOn(page);
    await caretToEnd(page, body);
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'PageDown', 'Control+End', 'Delete', 'Delete'])
      await page.keyboard.press(key);
    await page.keyboard.type('!');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+Delete');
    await page.keyboard.type('!');
    await expect(quoted).toBeHidden();
    await expect(signature).toBeHidden();
    await save(page);
    expect((await api.draft(conversation))?.body_html).toBe(whole.replace('works.', 'works.!!'));
  });

  test('loses nothing unseen to select all: first the own part, then everything, which shows it', async ({
    page,
    api,
  }) => {
    await openReply(page, api, whole);
    const { body } = replyOn(page);
    const { quoted, signature } = foldsOn(page);
    await body.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await expect(body).not.toContainText('Tuesday');
    await page.keyboard.type('New words.');
    await expect(body).toContainText('New words.');
    await expect(quoted).toBeHidden();
    await save(page);
    const kept = (await api.draft(conversation))?.body_html ?? '';
    expect(kept).toContain('New words.');
    expect(kept).toContain(`${signed}<br>${quote}`);

    await body.getByText('New words.').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+A');
    await expect(quoted).toBeVisible();
    await expect(signature).toBeVisible();
    await page.keyboard.press('Delete');
    await expect(body).toHaveText('');
  });

  test('shows what a selection reaches across before a key deletes it', async ({ page, api }) => {
    await openReply(page, api, `<p>Above.</p>${quote}<p>Below.</p>`);
    const { body } = replyOn(page);
    const { quoted, showQuoted } = foldsOn(page);
    await body.getByText('Above.').click();
    await page.keyboard.press('Home');
    await nextFrame(page);
    await body.getByText('Below.').click({ modifiers: ['Shift'] });
    await expect.poll(() => page.evaluate(() => String(getSelection()))).toMatch(/^Above\.\s.*Below/s);
    await nextFrame(page);
    await expect(showQuoted).toBeVisible();
    await page.keyboard.press('Delete');
    await expect(quoted).toBeVisible();
    await expect(body).toContainText('Above.');
    await page.keyboard.press('Delete');
    await expect(body).not.toContainText('suits you?');
  });

  test('with the history on top: the caret begins below it, and Backspace there takes nothing', async ({
    page,
    api,
  }) => {
    const html = `${quote}<p>Below.</p>`;
    await openReply(page, api, html);
    const { body } = replyOn(page);
    const { quoted } = foldsOn(page);
    await body.focus();
    await page.keyboard.press('Control+Home');
    for (const key of ['Backspace', 'ArrowUp', 'ArrowLeft', 'Backspace', 'Control+Backspace'])
      await page.keyboard.press(key);
    await page.keyboard.type('Here ');
    await expect(quoted).toBeHidden();
    await save(page);
    expect((await api.draft(conversation))?.body_html).toBe(`${quote}<p>Here Below.</p>`);
  });

  test('can be edited in its history once that is shown', async ({ page, api }) => {
    await openReply(page, api, whole);
    const { quoted, showQuoted } = foldsOn(page);
    await showQuoted.click();
    await quoted.click();
    await page.keyboard.press('End');
    await page.keyboard.type(' (see below)');
    await save(page);
    expect((await api.draft(conversation))?.body_html).toBe(
      whole.replace('suits you?', 'suits you? (see below)'),
    );
  });

  test('shows the history again when undo changes it', async ({ page, api }) => {
    await openReply(page, api, whole);
    const { body } = replyOn(page);
    const { quoted, showQuoted, hideQuoted } = foldsOn(page);
    await showQuoted.click();
    await quoted.click();
    await page.keyboard.type('xyz');
    await hideQuoted.click();
    await expect(quoted).toBeHidden();
    await body.focus();
    await page.keyboard.press('Control+Z');
    await expect(quoted).toBeVisible();
    await expect(body).not.toContainText('xyz');
  });

  test('is folded and shown with the keyboard, from the text on by Tab', async ({ page, api }) => {
    await openReply(page, api, whole);
    const { body, status } = replyOn(page);
    const { quoted, signature, showSignature, hideSignature, showQuoted } = foldsOn(page);
    await body.focus();
    await page.keyboard.press('Tab');
    await expect(showSignature).toBeFocused();
    await expect(showSignature).toHaveAttribute('aria-expanded', 'false');
    await page.keyboard.press('Enter');
    await expect(signature).toBeVisible();
    await expect(hideSignature).toBeFocused();
    await expect(hideSignature).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    await showQuoted.focus();
    await page.keyboard.press('Space');
    await expect(quoted).toBeVisible();
    await expect(status).toHaveText(/^Saved/);
  });

  test('is searched by the browser as a whole: what is found in a fold is shown', async ({ page, api }) => {
    await openReply(page, api, whole);
    const { quoted, signature } = foldsOn(page);
    await expect(quoted).toBeHidden();
    await page.evaluate(() => {
      location.hash = ':~:text=suits%20you%3F';
    });
    await expect(quoted).toBeVisible();
    await expect(signature).toBeHidden();
  });

  test('folds a long history of Outlook, whose every line is a block of its own', async ({ page, api }) => {
    const lines = Array.from({ length: 60 }, (_, n) => `<p style="display:block">Line ${n}</p>`).join('');
    const html = `<p>Tuesday works.</p><div id="divRplyFwdMsg"><b>From:</b> Casey<br><b>Sent:</b> Monday<br><b>To:</b> Acme</div>${lines}`;
    await openReply(page, api, html);
    const { body } = replyOn(page);
    const { showQuoted } = foldsOn(page);
    await expect(body.getByText(/^(Line|From)/).filter({ visible: true })).toHaveCount(0);
    await caretToEnd(page, body);
    await page.keyboard.type(' Yes.');
    await showQuoted.click();
    await expect(body.getByText(/^Line/).filter({ visible: true })).toHaveCount(60);
    await save(page);
    expect((await api.draft(conversation))?.body_html).toBe(html.replace('works.', 'works. Yes.'));
  });

  test('that is nothing but history has a line to answer in', async ({ page, api }) => {
    await openReply(page, api, quote);
    const { body, status } = replyOn(page);
    const { quoted } = foldsOn(page);
    await expect(quoted).toBeHidden();
    await expect(status).toHaveText(/^Saved/);
    await save(page);
    expect((await api.draft(conversation))?.body_html).toBe(quote);
    await body.focus();
    await page.keyboard.type('Tuesday.');
    await save(page);
    expect((await api.draft(conversation))?.body_html).toBe(`<div>Tuesday.</div>${quote}`);
  });
});

const mine =
  '<div class="gmail_signature" data-smartmail="gmail_signature"><div><b>Kara Danvers</b></div><div>Customer care, Acme Roofing</div><div>Direct line: <a href="tel:+15135550117">+1 513-555-0117</a></div></div>';

async function insert(page: Page, which: 'My signature' | 'Organisation signature'): Promise<void> {
  const { insert: first, replace } = foldsOn(page);
  await first.or(replace).click();
  await page.getByRole('menuitem', { name: which }).click();
}

test.describe('a signature', () => {
  test('goes between what was written and the history, as it was saved, in one step to undo', async ({
    page,
    api,
  }) => {
    const html = `<p>Hi Casey,</p><p>Tuesday works.</p>${quote}`;
    await openReply(page, api, html);
    const { body, status } = replyOn(page);
    const { quoted } = foldsOn(page);
    await caretToEnd(page, body);
    await insert(page, 'My signature');
    await expect(body.getByText('Kara Danvers')).toBeVisible();
    await expect(quoted).toBeHidden();
    await expect(body).toBeFocused();
    await page.keyboard.type(' Bye');
    await page.keyboard.press('Control+Z');
    await save(page);
    expect((await api.draft(conversation))?.body_html).toBe(
      `<p>Hi Casey,</p><p>Tuesday works.</p><div><br></div>${mine}<div><br></div>${quote}`,
    );
    await body.focus();
    await page.keyboard.press('Control+Z');
    await expect(body).not.toContainText('Kara Danvers');
    await expect(foldsOn(page).insert).toBeVisible();
    await expect(status).toHaveText(/^Not saved yet/);
    await save(page);
    expect((await api.draft(conversation))?.body_html).toBe(html);
  });

  test('appears once: another one takes its place, also that of a mail client and of a reload', async ({
    page,
    api,
  }) => {
    await openReply(page, api, whole);
    const { body } = replyOn(page);
    const { insert: first, replace, signature } = foldsOn(page);
    await expect(first).toBeHidden();
    await expect(replace).toBeVisible();
    await insert(page, 'Organisation signature');
    await expect(body.getByText('14 Gable Way, Springfield')).toBeVisible();
    await expect(signature).toHaveCount(0);
    await page.keyboard.press('Control+Z');
    await expect(signature).toBeVisible();
    await expect(replace).toBeVisible();
    await insert(page, 'Organisation signature');
    await insert(page, 'My signature');
    await insert(page, 'My signature');
    await expect(body).not.toContainText('Gable Way');
    await expect(body.getByText('Kara Danvers')).toHaveCount(1);
    await save(page);
    expect((await api.draft(conversation))?.body_html).toBe(`${own}${mine}<br>${quote}`);

    await page.reload();
    await expect(foldsOn(page).showSignature).toBeVisible();
    await expect(body.getByText('Kara Danvers')).toBeHidden();
    await insert(page, 'My signature');
    await expect(body.getByText('Kara Danvers')).toHaveCount(1);
    await expect(body.getByText('Kara Danvers')).toBeVisible();
  });

  test('goes under a new reply with a line above it, which is where the words go', async ({ page, api }) => {
    await openConversation(page, conversation);
    const { body } = replyOn(page);
    await body.click();
    await insert(page, 'My signature');
    await page.keyboard.type('Tuesday works.');
    await save(page);
    expect((await api.draft(conversation))?.body_html).toBe(
      `<div>Tuesday works.</div><div><br></div>${mine}`,
    );
  });

  test('is put in by keyboard alone', async ({ page, api }) => {
    await openReply(page, api, '<p>Tuesday works.</p>');
    const { body } = replyOn(page);
    await foldsOn(page).insert.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitem', { name: 'Organisation signature' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(body.getByText('14 Gable Way, Springfield')).toBeVisible();
    await expect(body).toBeFocused();
  });
});

function settingsOn(page: Page, name: 'My signature' | 'Organisation signature') {
  const section = page.getByRole('region', { name });
  return {
    section,
    text: section.getByRole('textbox', { name }),
    save: section.getByRole('button', { name: /^Save/ }),
    status: section.getByRole('status', { name: `Status: ${name}` }),
    preview: section.getByTitle(`Preview: ${name}`).contentFrame(),
  };
}

test.describe('the page of signatures', () => {
  test('is reached from the account menu, and what is written there goes under replies', async ({
    page,
    api,
    anotherPage,
  }) => {
    const admin = await anotherPage('admin');
    await admin.goto('/queue/review');
    await admin.getByRole('button', { name: /^Account of/ }).click();
    await admin.getByRole('link', { name: 'Signatures' }).click();
    await expect(admin).toHaveURL(/\/settings\/signatures$/);
    await expect(admin.getByRole('button', { name: 'Sign out', exact: true })).toBeHidden();
    const { text, save: button, status, preview } = settingsOn(admin, 'My signature');
    await expect(status).toHaveText('No signature yet');
    await text.click();
    await admin.keyboard.press('Control+B');
    await admin.keyboard.type('Iris Novak');
    await admin.keyboard.press('Control+B');
    await admin.keyboard.press('Enter');
    await admin.keyboard.type('Head of roofs');
    await expect(status).toHaveText('Not saved yet');
    await expect(preview.getByText('Head of roofs')).toBeVisible();
    await expect(preview.getByText('Hi Diana,')).toBeVisible();
    await button.click();
    await expect(status).toHaveText(/^Saved/);
    await admin.reload();
    await expect(text).toHaveText('Iris NovakHead of roofs');
    await expect(status).toHaveText(/^Saved/);

    await api.saveDraft(conversation, { body_html: '<p>Tuesday works.</p>' });
    await openConversation(admin, conversation);
    await insert(admin, 'My signature');
    await save(admin);
    expect((await api.draft(conversation))?.body_html).toBe(
      '<p>Tuesday works.</p><div><br></div><div class="gmail_signature" data-smartmail="gmail_signature"><div><strong>Iris Novak</strong></div><div>Head of roofs</div></div>',
    );

    await openConversation(page, conversation);
    await expect(replyOn(page).body.getByText('Head of roofs')).toBeHidden();
    await expect(foldsOn(page).showSignature).toBeVisible();
  });

  test('keeps what is not saved yet while its writer looks elsewhere', async ({ anotherPage }) => {
    const manager = await anotherPage('manager');
    await manager.goto('/settings/signatures');
    const { text, status } = settingsOn(manager, 'My signature');
    await text.click();
    await manager.keyboard.type('Half a name');
    await manager.getByRole('link', { name: 'Conversations' }).click();
    await expect(manager.getByRole('list', { name: 'Conversations' })).toBeVisible();
    await manager.goBack();
    await expect(text).toHaveText('Half a name');
    await expect(status).toHaveText('Not saved yet');
  });

  test('shows a rep the organisation’s, without a way to change it', async ({ page }) => {
    await page.goto('/settings/signatures');
    await expect(settingsOn(page, 'My signature').text).toContainText('Kara Danvers');
    const { section, text, preview } = settingsOn(page, 'Organisation signature');
    await expect(preview.getByText('14 Gable Way, Springfield')).toBeVisible();
    await expect(section).toContainText('Managers and administrators change it.');
    await expect(text).toHaveCount(0);
    await expect(section.getByRole('button')).toHaveCount(0);
  });

  test.describe('when two change the organisation’s', () => {
    test.use({ expectedComplaints: /status of (401|412)/ });

    test('the second one is told, loses nothing, and decides', async ({ anotherPage }) => {
      const [manager, admin] = [await anotherPage('manager'), await anotherPage('admin')];
      const [first, second] = [manager, admin].map((page) => settingsOn(page, 'Organisation signature'));
      if (!first || !second) throw new Error('Two people are needed');
      for (const person of [manager, admin]) await person.goto('/settings/signatures');
      for (const [person, settings, word] of [
        [manager, first, 'Monday'],
        [admin, second, 'Friday'],
      ] as const) {
        await settings.text.getByText('14 Gable Way').click();
        await person.keyboard.press('End');
        await person.keyboard.type(` until ${word}`);
      }
      await first.save.click();
      await expect(first.status).toHaveText(/^Saved/);
      await second.save.click();
      await expect(second.section).toContainText('Somebody saved another signature meanwhile.');
      await expect(second.text).toContainText('until Friday');
      await second.section.getByRole('button', { name: 'Use what is saved' }).click();
      await expect(second.text).toContainText('until Monday');
      await expect(second.status).toHaveText(/^Saved/);
      await second.text.getByText('until Monday').click();
      await admin.keyboard.press('End');
      await admin.keyboard.press('Shift+Home');
      await admin.keyboard.type('14 Gable Way, Springfield');
      await expect(second.text).not.toContainText('until');
      await second.save.click();
      await expect(second.status).toHaveText(/^Saved/);
      await manager.reload();
      await expect(first.text).toContainText('14 Gable Way, Springfield+1');
    });
  });

  test.describe('when the desk cannot save', () => {
    test.use({ expectedComplaints: /status of (401|500)/ });

    test('says so, and keeps what was written', async ({ page }) => {
      await page.goto('/settings/signatures');
      const { text, save: button, status, section } = settingsOn(page, 'My signature');
      await page.route('**/signatures/personal', (route) =>
        route.fulfill({ status: 500, json: { detail: 'Internal server error' } }),
      );
      await text.click();
      await page.keyboard.press('Control+End');
      await page.keyboard.type(' x');
      await button.click();
      await expect(section.getByRole('alert')).toContainText('Internal server error');
      await expect(status).toHaveText('Not saved yet');
      await expect(text).toContainText('0117 x');
    });
  });
});
