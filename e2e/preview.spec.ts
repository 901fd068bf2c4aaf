import { letter, newAddress } from './fixtures/letter.ts';
import { caretToEnd, openConversation, previewOn, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ approval: 'off' });

const styled = `<style>
  html, body { height: 100% }
  .plan { color: rgb(0, 0, 255) }
  @media (max-width: 480px) { .plan { color: rgb(0, 128, 0) } }
  @media (prefers-color-scheme: dark) { html, body { background: #000 } p { color: #fff } }
</style><p class="plan">Slate, $4,200</p><p>Best regards</p>`;

let customer = '';
let conversation = '';
test.beforeEach(async ({ api, page, signIn }) => {
  customer = newAddress('casey');
  [conversation = ''] = await api.importMail(
    letter({ from: `Casey Cole <${customer}>`, subject: 'AW: Leaking gutter' }),
  );
  await signIn(page, 'rep');
});

test('what the preview shows of a reply, unsaved words included, is what arrives', async ({
  page,
  mailServer,
}) => {
  await openConversation(page, conversation);
  const { body, cc, bcc, sendNow, send, status } = replyOn(page);
  await body.click();
  await page.keyboard.type('Tuesday suits us & you.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('נתראה ביום שלישי.');
  await cc.fill('"Doe, Jane" <jane@cole.example>');
  await cc.press('Tab');
  await bcc.fill('boss@cole.example');
  await caretToEnd(page, body);

  const preview = previewOn(page);
  await preview.open.click();
  await expect(preview.line('From')).toHaveText('Kara Danvers <hello@acme-roofing.example>');
  await expect(preview.line('To')).toHaveText(`Casey Cole <${customer}>`);
  await expect(preview.line('Cc')).toHaveText('jane@cole.example');
  await expect(preview.line('Bcc')).toHaveText('boss@cole.example · the others do not see this');
  await expect(preview.line('Subject')).toHaveText('Re: Leaking gutter');
  const shown = preview.message.locator('body');
  await expect(shown).toHaveText('Tuesday suits us & you.נתראה ביום שלישי.');
  const html = await shown.innerHTML();
  expect(html).toBe('<div>Tuesday suits us &amp; you.</div><div dir="rtl">נתראה ביום שלישי.</div>');
  await preview.as('Text only').check();
  const text = await preview.dialog.locator('pre').innerText();
  await page.keyboard.press('Escape');

  await sendNow.check();
  await send.click();
  await expect(status).toHaveText(/Sent/);
  const [received] = mailServer.mailFor(customer);
  expect(received?.mail.html).toBe(html);
  expect(received?.mail.text?.trim()).toBe(text.trim());
  expect(received?.mail.from?.text).toBe('"Kara Danvers" <hello@acme-roofing.example>');
  expect(received?.mail.subject).toBe('Re: Leaking gutter');
  expect(received?.source).not.toContain('boss@');
});

test('a message answers to the width of a desktop and of a phone, on white by night as well', async ({
  page,
  api,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await api.saveDraft(conversation, { body_html: styled });
  await openConversation(page, conversation);
  const { open, message, frame, as } = previewOn(page);
  await open.click();
  const plan = message.getByText('Slate, $4,200');
  const widthOf = async () => Math.round((await frame.boundingBox())?.width ?? 0);
  await expect(as('Desktop')).toBeChecked();
  await expect(plan).toHaveCSS('color', 'rgb(0, 0, 255)');
  expect(await widthOf()).toBe(698);

  await as('Phone').check();
  await expect(plan).toHaveCSS('color', 'rgb(0, 128, 0)');
  expect(await widthOf()).toBe(375);

  await expect(message.getByText('Best regards')).toHaveCSS('color', 'rgb(34, 34, 34)');
  await expect(message.locator('html')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect(message.locator('body')).toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
});

test('the whole message is there to scroll to, however high it would like to be', async ({ page, api }) => {
  const lines = Array.from({ length: 80 }, (_, n) => `<p>Line ${n}</p>`).join('');
  await api.saveDraft(conversation, { body_html: styled + lines });
  await openConversation(page, conversation);
  const { open, message, dialog } = previewOn(page);
  await open.click();
  const last = message.getByText('Line 79');
  await expect(last).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Message' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(last).toBeInViewport();
});

test('a picture has the size that the recipient sees, on a phone too', async ({ page, api }) => {
  const picture = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
  await api.saveDraft(conversation, {
    body_html: `<p>Our roof: <img alt="roof" width="1200" height="300" src="${picture}"></p>`,
  });
  await openConversation(page, conversation);
  const preview = previewOn(page);
  await preview.open.click();
  await preview.as('Phone').check();
  const box = await preview.message.getByRole('img', { name: 'roof' }).boundingBox();
  expect([box?.width, box?.height]).toEqual([1200, 300]);
});

test('history that is quoted is not folded: the recipient gets it all', async ({ page, api }) => {
  const quoted =
    '<p>Yes.</p><div class="gmail_quote"><div class="gmail_attr">On Monday Casey wrote:</div><blockquote class="gmail_quote">Can you come?</blockquote></div>';
  await api.saveDraft(conversation, { body_html: quoted });
  await openConversation(page, conversation);
  const { open, message, dialog } = previewOn(page);
  await open.click();
  await expect(message.getByText('Can you come?')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Show quoted text' })).toHaveCount(0);
});

test('pictures from elsewhere are loaded when they are asked for', async ({ page, api }) => {
  let asked = 0;
  await page.route('https://pictures.example/**', (route) => {
    asked += 1;
    return route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' });
  });
  await api.saveDraft(conversation, {
    body_html: '<p>Our roof: <img alt="roof" src="https://pictures.example/roof.svg"></p>',
  });
  await openConversation(page, conversation);
  const { open, message, dialog } = previewOn(page);
  await open.click();
  await expect(message.getByRole('img', { name: 'roof' })).toBeVisible();
  expect(asked).toBe(0);
  const loaded = page.waitForResponse('https://pictures.example/**');
  await dialog.getByRole('button', { name: 'Load pictures' }).click();
  await loaded;
  expect(asked).toBe(1);
  await expect(dialog.getByRole('button', { name: 'Load pictures' })).toHaveCount(0);
});

test.describe('a hostile draft', () => {
  // The browser tells of a handler that the policy keeps from running, also where it is parsed to be taken out.
  test.use({ expectedComplaints: /status of 401|violates the following Content Security Policy directive/ });

  test('nothing runs in the preview', async ({ page, api }) => {
    await api.saveDraft(conversation, {
      body_html:
        '<p>Hello</p><script>top.ran = 1</script><img src="x:y" onerror="top.ran = 2"><a href="javascript:top.ran=3">link</a>',
    });
    await openConversation(page, conversation);
    const { open, message, frame } = previewOn(page);
    await open.click();
    await expect(message.getByText('Hello')).toBeVisible();
    await expect(frame).not.toHaveAttribute('sandbox', /allow-scripts|allow-forms|allow-top-navigation/);
    await message.getByText('link').click();
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  });
});

test('by keyboard: in, around, and back to where one was', async ({ page, api }) => {
  await api.saveDraft(conversation, { body_html: '<p>Tuesday suits us.</p>' });
  await openConversation(page, conversation);
  const { open, dialog, message, as } = previewOn(page);
  const { status } = replyOn(page);
  const version = await status.textContent();
  await expect(open).toBeVisible();
  await open.focus();
  await page.keyboard.press('Enter');
  // At the message itself: it is read on with the keys that scroll.
  await expect(dialog.getByRole('region', { name: 'Message' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(as('Desktop')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(as('Phone')).toBeChecked();

  // The reply is not sent or saved from here.
  const posts: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+S');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(open).toBeFocused();

  await page.keyboard.press('Enter');
  await message.getByText('Tuesday').click();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(open).toBeFocused();
  expect(posts).toEqual([]);
  await expect(status).toHaveText(version ?? '');
});

test('what is written after a look is in the next one', async ({ page }) => {
  await openConversation(page, conversation);
  const { body } = replyOn(page);
  const { open, dialog, message } = previewOn(page);
  await body.click();
  await open.click();
  await expect(dialog.getByText('Nothing is written yet.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await body.click();
  await page.keyboard.type('On our way.');
  await open.click();
  await expect(message.getByText('On our way.')).toBeVisible();
});

test('an address that cannot be one is pointed out', async ({ page }) => {
  await openConversation(page, conversation);
  const { cc, body } = replyOn(page);
  await cc.fill('jon@cole');
  await cc.press('Tab');
  await body.click();
  await page.keyboard.type('Hello');
  const { open, line } = previewOn(page);
  await open.click();
  await expect(line('Cc')).toHaveText('jon@cole (not an address)');
});

test('a text message has no preview', async ({ page, api }) => {
  await openConversation(page, await api.conversationWith('+15138675309'));
  await expect(replyOn(page).body).toBeVisible();
  await expect(previewOn(page).open).toHaveCount(0);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the preview fills the screen, and begins as a phone shows it', async ({ page, api }) => {
    await api.saveDraft(conversation, { body_html: styled });
    await openConversation(page, conversation);
    const { open, dialog, as, frame, message } = previewOn(page);
    await open.tap();
    await expect(as('Phone')).toBeChecked();
    await expect(message.getByText('Slate')).toHaveCSS('color', 'rgb(0, 128, 0)');
    expect(await dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    expect((await frame.boundingBox())?.width).toBe(375);
    const overflow = () =>
      dialog.getByRole('region', { name: 'Message' }).evaluate((pane) => pane.scrollWidth - pane.clientWidth);
    expect(await overflow()).toBe(0);
    await as('Desktop').check();
    await expect(message.getByText('Slate')).toHaveCSS('color', 'rgb(0, 0, 255)');
    expect(await overflow()).toBeGreaterThan(200);
    await dialog.getByRole('button', { name: 'Close' }).tap();
    await expect(dialog).toBeHidden();
  });
});
