import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { pngPicture } from '../src/server/test-pictures.ts';
import { copyElsewhere, hand } from './fixtures/clipboard.ts';
import { gate } from './fixtures/gate.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import {
  caretAt,
  caretToEnd,
  logOf,
  mailBody,
  nextFrame,
  openConversation,
  previewOn,
  replyOn,
} from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ approval: 'off' });

const clipboard = (name: string) =>
  readFileSync(new URL(`../src/app/editor/paste/fixtures/${name}.html`, import.meta.url), 'utf8');
const roof = pngPicture(64, 40, [30, 90, 160]);
const pictures = (body: Locator) => body.locator('[data-image] img');
const alert = (body: Locator) => body.page().getByRole('alert');
/** The picture is there and was decoded; a frame is written anew once its pictures have come. */
const isShown = (picture: Locator) =>
  expect(async () => {
    const width = await picture.evaluate((image: Element) => 'naturalWidth' in image && image.naturalWidth);
    expect(width).toBe(64);
  }).toPass();

test.beforeEach(({ page, signIn }) => signIn(page, 'rep'));

test('what is copied from a web page comes in with its meaning and without its look', async ({
  page,
  api,
}) => {
  const [conversation = ''] = await api.importMail(letter({}));
  const elsewhere = await page.context().newPage();
  await elsewhere.setContent(`<style>h2{color:red;font-family:Impact}b{background:yellow}</style>
    <h2 class="title" id="offer">The offer</h2><p>Slate is <b>cheaper</b>, see <a href="https://roofs.example/">our site</a>.</p>
    <ul><li>One</li><li>Two</li></ul>
    <table><tr><th>Kind</th><td style="background:navy;color:white">Slate</td></tr></table>`);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await elsewhere.keyboard.press('Control+A');
  await elsewhere.keyboard.press('Control+C');
  await elsewhere.close();
  await openConversation(page, conversation);
  const { body, save, status } = replyOn(page);
  await body.click();
  await page.keyboard.press('Control+V');
  await expect(body.getByRole('heading', { name: 'The offer' })).toBeVisible();
  await page.keyboard.type('!');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  const kept = (await api.draft(conversation))?.body_html ?? '';
  expect(kept).toMatch(
    /^<h2>The offer<\/h2><p>Slate is <strong>cheaper<\/strong>, see <a href="https:\/\/roofs\.example\/">our site<\/a>\.<\/p><ul><li>One<\/li><li>Two<\/li><\/ul><table style="border-collapse:collapse"><tbody><tr><th style="[^"]*">Kind<\/th><td style="[^"]*">Slate!<\/td><\/tr><\/tbody><\/table>$/,
  );
  expect(kept).not.toMatch(/class=|id=|color|font|navy|Impact|background/);
});

test('a list and a table from Word arrive at the customer as a list and a table', async ({
  page,
  api,
  mailServer,
}) => {
  const customer = newAddress();
  const [conversation = ''] = await api.importMail(letter({ from: customer }));
  await openConversation(page, conversation);
  const { body, sendNow, send } = replyOn(page);
  await body.click();
  await page.keyboard.type('Here is the plan.');
  await page.keyboard.press('Enter');
  await hand(body, 'paste', { html: clipboard('word'), text: 'The offer' });
  await expect(body.getByRole('listitem').filter({ hasText: 'if it is dry' }).first()).toBeVisible();
  await sendNow.check();
  await send.click();
  await expect(logOf(page).getByRole('article')).toHaveCount(2);
  const html = String(mailServer.mailFor(customer)[0]?.mail.html);
  expect(html).toContain('Here is the plan.');
  expect(html).toContain('<li>in two days<ol type="i"><li>if it is dry</li></ol></li>');
  expect(html).toContain('<ul><li>Ladder<ul><li>Rope</li></ul></li><li>Hammer</li></ul>');
  expect(html.match(/<tr>/g)).toHaveLength(2);
  expect(html).not.toMatch(/mso|class=|font|data-|var\(|#C00000/i);
});

test('Ctrl+Shift+V pastes plain text, a line for a line', async ({ page, api }) => {
  const [conversation = ''] = await api.importMail(letter({}));
  await api.saveDraft(conversation, { body_html: '<p style="margin:0">Dear Ann</p>' });
  await openConversation(page, conversation);
  const { body, save, status } = replyOn(page);
  await copyElsewhere(page, {
    html: '<h1>Bold <b>words</b></h1><p>and <i>more</i></p>',
    text: 'Bold words\n\nand <more>',
  });
  await caretToEnd(page, body);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Shift+V');
  await expect(body).toContainText('and <more>');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  const line = (text: string) => `<p style="margin:0">${text}</p>`;
  expect((await api.draft(conversation))?.body_html).toBe(
    ['Dear Ann', 'Bold words', '<br>', 'and &lt;more&gt;'].map(line).join(''),
  );
});

test('a pasted picture is in the reply, in the mail, and in the conversation', async ({
  page,
  api,
  mailServer,
}) => {
  const customer = newAddress();
  const [conversation = ''] = await api.importMail(letter({ from: customer }));
  await openConversation(page, conversation);
  const { body, save, status, sendNow, send } = replyOn(page);
  await body.click();
  await page.keyboard.type('This is it:');
  await copyElsewhere(page, { png: roof });
  await page.keyboard.press('Control+V');
  await isShown(pictures(body));
  await page.keyboard.type(' Nice?');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  const kept = (await api.draft(conversation))?.body_html ?? '';
  expect(kept).toMatch(
    /^<div>This is it:<img src="cid:[0-9a-f]{32}@inline\.countersign" alt="" width="64" height="40" style="max-width:100%;height:auto"> Nice\?<\/div>$/,
  );

  await page.reload();
  await isShown(pictures(body));
  const preview = previewOn(page);
  await preview.open.click();
  await isShown(preview.message.locator('img'));
  await page.keyboard.press('Escape');
  await sendNow.check();
  await send.click();
  await expect(logOf(page).getByRole('article')).toHaveCount(2);
  await isShown(mailBody(page).locator('img'));

  const [arrived, ...again] = mailServer.mailFor(customer);
  expect(again).toEqual([]);
  const [part, ...others] = arrived?.mail.attachments ?? [];
  expect(others).toEqual([]);
  expect(part).toMatchObject({ contentType: 'image/png', contentDisposition: 'inline', related: true });
  expect(kept).toContain(`cid:${part?.contentId?.slice(1, -1)}`);
  expect(arrived?.source).toContain('multipart/related');
  expect(part?.content.subarray(1, 4).toString()).toBe('PNG');
});

test('a picture file that is dropped is in the reply, byte for byte', async ({ page, api, mailServer }) => {
  const customer = newAddress();
  const [conversation = ''] = await api.importMail(letter({ from: customer }));
  await api.saveDraft(conversation, { body_html: '<p>First</p><p class="x">Look</p>' });
  await openConversation(page, conversation);
  const { body, sendNow, send } = replyOn(page);
  await hand(body, 'drop', { files: [{ name: 'roof.png', type: 'image/png', bytes: roof }] });
  await isShown(pictures(body));
  await sendNow.check();
  await send.click();
  await expect(logOf(page).getByRole('article')).toHaveCount(2);
  const mail = mailServer.mailFor(customer)[0]?.mail;
  expect(mail?.attachments[0]?.content.equals(roof)).toBe(true);
  expect(mail?.html).toMatch(/^<p>First<\/p><p class="x">Look<img [^>]*><\/p>$/);
});

test('typing goes on while a picture is on its way, and the reply waits for it', async ({ page, api }) => {
  const [conversation = ''] = await api.importMail(letter({}));
  await api.saveDraft(conversation, { body_html: '<p>One</p>' });
  const held = gate();
  await page.route('**/api/desk/inline-images', async (route) => {
    await held.opened;
    await route.continue();
  });
  await openConversation(page, conversation);
  const { body, save, status } = replyOn(page);
  await caretToEnd(page, body);
  await hand(body, 'paste', { files: [{ name: 'roof.png', type: 'image/png', bytes: roof }] });
  await expect(body.getByRole('progressbar', { name: 'Uploading roof.png' })).toBeVisible();
  await page.keyboard.type(' two');
  await expect(save).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Control+S');
  held.open();
  await isShown(pictures(body));
  await expect(body.getByRole('progressbar')).toHaveCount(0);
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toMatch(/^<p>One<img src="cid:[^>]*> two<\/p>$/);
  await page.keyboard.press('Control+Z');
  await expect(pictures(body)).toHaveCount(0);
  await expect(body).toContainText('One');
});

test.describe('a picture that cannot be put in', () => {
  test.use({ expectedComplaints: /status of (?:401|415)|ERR_FAILED/ });

  test('is refused with its reason, and the reply stays as it was', async ({ page, api }) => {
    const [conversation = ''] = await api.importMail(letter({}));
    await api.saveDraft(conversation, { body_html: '<p>One</p>' });
    await openConversation(page, conversation);
    const { body, status } = replyOn(page);
    await caretToEnd(page, body);
    const large = pngPicture(1, 1, [0, 0, 0], 5 * 1024 * 1024);
    await hand(body, 'paste', { files: [{ name: 'roof.png', type: 'image/png', bytes: large }] });
    await expect(alert(body)).toHaveText(/roof\.png has 5\.1 MB, and a picture may have at most 5 MB/);
    await expect(pictures(body)).toHaveCount(0);
    await expect(status).toHaveText(/^Saved/);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(alert(body)).toHaveCount(0);
    await hand(body, 'drop', {
      files: [{ name: 'offer.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7') }],
    });
    await expect(alert(body)).toHaveText(
      /offer\.pdf cannot be shown in a mail\. Only PNG, JPEG, GIF and WebP/,
    );
    await expect(body).toHaveText('One');
  });

  test('because the connection is down can be tried again', async ({ page, api }) => {
    const [conversation = ''] = await api.importMail(letter({}));
    await openConversation(page, conversation);
    const { body } = replyOn(page);
    await body.click();
    await page.keyboard.type('Look:');
    await page.route('**/api/desk/inline-images', (route) => route.abort(), { times: 1 });
    await hand(body, 'paste', { files: [{ name: 'roof.png', type: 'image/png', bytes: roof }] });
    await expect(alert(body)).toHaveText(/roof\.png was not uploaded\. The desk cannot be reached/);
    await expect(body).toHaveText('Look:');
    await page.getByRole('button', { name: 'Try again' }).click();
    await isShown(pictures(body));
    await expect(alert(body)).toHaveCount(0);
  });
});

test('pictures that Word leaves behind are named, and the words come in', async ({ page, api }) => {
  const [conversation = ''] = await api.importMail(letter({}));
  await openConversation(page, conversation);
  const { body } = replyOn(page);
  await body.click();
  await hand(body, 'paste', { html: clipboard('outlook'), text: 'Dear Ann' });
  await expect(body).toContainText('here is the plan');
  await expect(alert(body)).toHaveText(/A picture did not come along/);
});

const layout = `<p>Before</p>
<table width="600" class="frame" bgcolor="#fafafa" style="mso-table-lspace:0pt"><tbody><tr>
  <td class="cell" style="padding:12px"><font face="Arial">In a <b>box</b></font></td></tr></tbody></table>
<p style="margin:0">After</p>
<p>Last</p>`;
const table = /<table[\s\S]*<\/table>/.exec(layout)?.[0] ?? '';

test('a table that is cut and pasted elsewhere in the reply keeps every byte of its markup', async ({
  page,
  api,
}) => {
  const [conversation = ''] = await api.importMail(letter({}));
  await api.saveDraft(conversation, { body_html: layout });
  await openConversation(page, conversation);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const { body, save, status } = replyOn(page);
  await caretAt(page, body, 'After', 0);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Control+X');
  await expect(body.getByRole('table')).toHaveCount(0);
  await page.keyboard.press('Control+End');
  await nextFrame(page);
  await page.keyboard.press('Control+V');
  await expect(body.getByText('In a box')).toBeVisible();
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toBe(
    `<p>Before</p>\n<p style="margin:0">After</p>\n<p>Last</p>\n${table}`,
  );
  await body.getByText('Last').click();
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await save.click();
  await expect.poll(async () => (await api.draft(conversation))?.body_html).toBe(layout);
});

test('what is copied in one reply has the same markup in another', async ({ page, api }) => {
  const [first = '', second = ''] = await api.importMail(letter({}), letter({}));
  await api.saveDraft(first, { body_html: layout });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openConversation(page, first);
  const { body, save, status } = replyOn(page);
  await body.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  await openConversation(page, second);
  await body.click();
  await page.keyboard.press('Control+V');
  await expect(body.getByText('In a box')).toBeVisible();
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(second))?.body_html).toBe(layout);
});

test.describe('a hostile clipboard', () => {
  // The sanitiser parses it in a document that runs nothing; Chromium names what it would have refused there.
  test.use({ expectedComplaints: /status of 401|violates the following Content Security Policy directive/ });

  test('runs nothing and loads nothing', async ({ page, api }) => {
    const [conversation = ''] = await api.importMail(letter({}));
    await openConversation(page, conversation);
    const { body, save, status } = replyOn(page);
    const title = await page.title();
    await body.click();
    await hand(body, 'paste', {
      html: clipboard('hostile').replaceAll('alert(1)', "top.document.title='taken'"),
    });
    await expect(body).toContainText('The last words.');
    await hand(body, 'drop', {
      html: clipboard('hostile').replaceAll('alert(1)', "top.document.title='taken'"),
    });
    await expect(body.getByText('The last words.')).toHaveCount(2);
    await expect(page).toHaveTitle(title);
    await save.click();
    await expect(status).toHaveText(/^Saved/);
    expect((await api.draft(conversation))?.body_html).not.toMatch(
      /script|onerror|onclick|evil|file:|position/i,
    );
  });
});
