import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { logOf, openConversation, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ approval: 'off' });

const number = '+15138675309';

test('a text message is answered in plain words, with its length counted, and goes out as text', async ({
  page,
  api,
  desk,
  signIn,
}) => {
  const conversation = await api.conversationWith(number);
  await api.saveDraft(conversation, { body_html: 'Hi Sam, 20 minutes.' });
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  const { body, cc, sendNow, send, status } = replyOn(page);
  await expect(body).toHaveValue('Hi Sam, 20 minutes.');
  await expect(page.getByRole('toolbar', { name: 'Formatting' })).toBeHidden();
  await expect(cc).toBeHidden();
  await expect(body).toHaveAccessibleDescription(/19 \/ 160 · 1 segment · GSM-7/);

  await body.fill('x'.repeat(161));
  await expect(body).toHaveAccessibleDescription(/161 \/ 306 · 2 segments · GSM-7/);
  await body.fill('On our way 🚚');
  await expect(body).toHaveAccessibleDescription(/13 \/ 70 · 1 segment · UCS-2 · Unicode because of 🚚/);
  await body.fill('On our way <b>soon</b> & “quick”');
  await sendNow.check();
  await send.click();

  await expect(logOf(page).getByRole('article').last()).toContainText('On our way <b>soon</b> & “quick”');
  await expect(status).toHaveText(/Sent/);
  const outbox = join(desk.dataDir, 'outbox');
  const texts = (await readdir(outbox)).filter((name) => name.endsWith('.txt'));
  const sent = await Promise.all(texts.map((name) => readFile(join(outbox, name), 'utf8')));
  const ours = sent.filter((text) => text.includes('On our way'));
  expect(ours).toHaveLength(1);
  expect(ours[0]?.replace(/[ -]/g, '')).toContain(`To:${number}`);
  expect(ours[0]).toContain('On our way <b>soon</b> & “quick”');
});

const dear = `“On our way” — see you soon… ${'The crew has the tiles. '.repeat(4).trim()}`;
const plain = `"On our way" - see you soon... ${'The crew has the tiles. '.repeat(4).trim()}`;

function costOn(page: Page) {
  const reply = page.getByRole('region', { name: 'Your reply' });
  return {
    marks: reply.locator('mark'),
    replace: reply.getByRole('button', { name: 'Replace with plain characters' }),
    said: reply.getByRole('status').filter({ hasText: 'replaced' }),
  };
}

test.describe('what makes a text message dear', () => {
  let conversation: string;
  test.beforeEach(async ({ page, api, signIn }) => {
    conversation = await api.conversationWith(number);
    await api.saveDraft(conversation, { body_html: 'Hi Sam.' });
    await signIn(page, 'rep');
    await openConversation(page, conversation);
    await expect(replyOn(page).body).toHaveValue('Hi Sam.');
  });

  test('curly quotes are marked as they are typed, made plain by one press, and undone like any typing', async ({
    page,
    api,
  }) => {
    const { body, save, status } = replyOn(page);
    const { marks, replace, said } = costOn(page);
    await expect(replace).toBeHidden();
    await body.press('Control+A');
    await page.keyboard.type(dear);
    await expect(marks).toHaveText(['“', '”', '—', '…']);
    await expect(body).toHaveAccessibleDescription(
      /^124 \/ 134 · 2 segments · UCS-2 · Unicode because of “ ” \(curly quotes\), — \(em dash\), … \(ellipsis\): 2 segments instead of 1$/,
    );

    await body.press('ArrowLeft');
    await replace.click();
    await expect(body).toHaveValue(plain);
    await expect(body).toHaveAccessibleDescription('126 / 160 · 1 segment · GSM-7');
    await expect(said).toHaveText('4 characters replaced: 1 segment now.');
    await expect(marks).toHaveCount(0);
    await expect(replace).toBeHidden();
    await expect(body).toBeFocused();
    await page.keyboard.type('!');
    await expect(body).toHaveValue(`${plain.slice(0, -1)}!.`);
    await expect(said).toBeHidden();
    await page.keyboard.press('Control+Z');
    await expect(body).toHaveValue(plain);

    await page.keyboard.press('Control+Z');
    await expect(body).toHaveValue(dear);
    await expect(marks).toHaveText(['“', '”', '—', '…']);
    await page.keyboard.press('Control+Shift+Z');
    await expect(body).toHaveValue(plain);
    await page.keyboard.press('Control+Z');
    await expect(body).toHaveValue(dear);

    await save.click();
    await expect(status).toHaveText(/^Saved/);
    expect((await api.draft(conversation))?.body_html).toBe(dear);
    await replace.press('Enter');
    await save.click();
    await expect(status).toHaveText(/^Saved/);
    await expect.poll(async () => (await api.draft(conversation))?.body_html).toBe(plain);
  });

  test('what has no plain form stays, and is named', async ({ page }) => {
    const { body } = replyOn(page);
    const { marks, replace } = costOn(page);
    await body.fill('“Done” 🎉 at 95° ✓');
    await expect(body).toHaveAccessibleDescription(/3 characters have no plain form: 🎉 ° ✓$/);
    await replace.click();
    await expect(body).toHaveValue('"Done" 🎉 at 95° ✓');
    await expect(marks).toHaveText(['🎉', '°', '✓']);
    await expect(replace).toBeHidden();
    await expect(body).toHaveAccessibleDescription(
      /Unicode because of 🎉 \(emoji\), ° \(degree sign\), ✓ \(symbol\) · 3 characters have no plain form: 🎉 ° ✓$/,
    );
  });

  test('a text in another script is Unicode, and nothing else is said about it', async ({ page }) => {
    const { body } = replyOn(page);
    const { marks, replace } = costOn(page);
    for (const text of ['Здравствуйте, мы будем “завтра”', 'مرحبًا، سنصل غدًا', '明日、伺います。']) {
      await body.fill(text);
      await expect(body).toHaveAccessibleDescription(/ · UCS-2 · Unicode, as its script needs$/);
      await expect(marks).toHaveCount(0);
      await expect(replace).toBeHidden();
    }
    await body.fill('The customer is called Жанна, and lives at 5 Oak Lane');
    await expect(marks).toHaveText([...'Жанна']);
  });

  test('what is composed by an input method stays what was composed', async ({ page }) => {
    const { body, status } = replyOn(page);
    const devtools = await page.context().newCDPSession(page);
    await body.fill('“');
    await body.press('End');
    await devtools.send('Input.imeSetComposition', { text: 'niho', selectionStart: 4, selectionEnd: 4 });
    await devtools.send('Input.imeSetComposition', { text: '日本', selectionStart: 2, selectionEnd: 2 });
    await devtools.send('Input.insertText', { text: '日本語' });
    await expect(body).toHaveValue('“日本語');
    await expect(status).toHaveText(/^Not saved yet/);
  });

  test('a text of more segments than carriers take is said to be too long', async ({ page }) => {
    const { body } = replyOn(page);
    await body.fill('x'.repeat(1530));
    await expect(body).toHaveAccessibleDescription('1530 / 1530 · 10 segments · GSM-7');
    await body.fill('x'.repeat(1531));
    await expect(body).toHaveAccessibleDescription(
      /11 segments · GSM-7 · More than 10 segments: carriers may/,
    );
  });

  test('line breaks of a program that wrote two characters for each are counted and kept', async ({
    page,
    api,
  }) => {
    const written = 'one\r\ntwo “three”';
    await api.saveDraft(conversation, { body_html: written });
    const { body, save, status } = replyOn(page);
    const { marks } = costOn(page);
    await expect(body).toHaveValue('one\ntwo “three”');
    await expect(body).toHaveAccessibleDescription(/^16 \/ 70/);
    await expect(marks).toHaveText(['“', '”']);
    await body.press('End');
    await page.keyboard.type('!');
    await expect(status).toHaveText(/^Not saved yet/);
    await page.keyboard.press('Backspace');
    await expect(status).toHaveText(/^Saved/);
    await save.click();
    await expect(status).toHaveText(/^Saved/);
    expect((await api.draft(conversation))?.body_html).toBe(written);
  });
});
