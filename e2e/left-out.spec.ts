import type { Locator } from '@playwright/test';
import { letter, newAddress } from './fixtures/letter.ts';
import { caretToEnd, openConversation, replyOn, saveNothing, saves } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ approval: 'off' });

/** What a draft may bring and may not keep, in the words that a person reads. */
const kinds: [what: string, html: string][] = [
  ['a script', '<script>alert(1)</script>'],
  ['an event handler', '<b onclick="alert(1)">b</b>'],
  ['a frame', '<iframe src="https://evil.example/"></iframe>'],
  ['an embedded object', '<object data="https://evil.example/o"></object>'],
  ['a drawing (SVG)', '<svg><circle r="4"/></svg>'],
  ['a formula (MathML)', '<math><mi>x</mi></math>'],
  ['an external style sheet', '<link rel="stylesheet" href="https://evil.example/s.css">'],
  ['an automatic redirect', '<meta http-equiv="refresh" content="0;url=https://evil.example/">'],
  ['a base address', '<base href="https://evil.example/">'],
  ['a link that runs a script', '<a href="javascript:alert(1)">a</a>'],
  ['an unsafe address', '<a href="data:text/html,a">a</a>'],
  ['unsafe styling', '<i style="behavior:url(x)">i</i>'],
];

/** What a draft keeps, since it cannot act in the desk, and its recipients do not get. */
const unsent: [what: string, html: string][] = [
  ['a form', '<form action="https://evil.example/f">f</form>'],
  ['a form field', '<input value="v">'],
  ['a video or sound', '<video src="https://evil.example/v"></video>'],
  ['unsafe styling', '<i style="position:fixed;inset:0">i</i>'],
  ['an unsafe address', '<img src="data:image/svg+xml,%3Csvg/%3E" alt="">'],
  ['an address that only some computers know', '<a href="file:///etc/passwd">a</a>'],
];
const all = [...kinds, ...unsent];

test.beforeEach(({ page, signIn }) => signIn(page, 'rep'));

test('the desk names each kind of what it leaves out, and keeps the draft as it was until its text is changed', async ({
  page,
  api,
}) => {
  const [conversation = ''] = await api.importMail(letter({}));
  const body_html = `<p>Before.</p>${all.map(([, html]) => `<div>${html}</div>`).join('')}<p>After.</p>`;
  await api.saveDraft(conversation, { body_html });
  await openConversation(page, conversation);
  const { body, save, status } = replyOn(page);
  await expect(body).toContainText('After.');
  const said = page.getByText('Unsafe parts of this draft were left out: ');
  const namedIn = async (notice: Locator) =>
    (await notice.textContent())
      ?.replace(/^.*?: |\.(?: .*)?$/gs, '')
      .split(', ')
      .sort();
  expect(await namedIn(said)).toEqual(kinds.map(([what]) => what).sort());
  const kept = page.getByText('Kept in this draft, but not sent to its recipients: ');
  expect(await namedIn(kept)).toEqual(unsent.map(([what]) => what).sort());

  const saved = page.waitForResponse((response) => response.request().method() === 'POST');
  await save.click();
  await saved;
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toBe(body_html);
  await expect(said).toBeVisible();
});

test.describe('while nothing can be saved', () => {
  test.use({ expectedComplaints: /status of 401|ERR_FAILED/ });

  test('what was left out is named until it is saved over, and is gone for good then', async ({
    page,
    api,
  }) => {
    const customer = newAddress('nora');
    const [conversation = ''] = await api.importMail(letter({ from: `Nora Nolan <${customer}>` }));
    const body_html =
      '<p>Hello <b onclick="alert(1)">Nora</b></p><script>alert(1)</script><script>2</script>';
    await api.saveDraft(conversation, { body_html });
    await page.goto(`/conversations?search=${encodeURIComponent(customer)}`);
    const link = page.getByRole('list', { name: 'Conversations' }).getByRole('link', { name: 'Nora Nolan' });
    await link.click();
    const { body, save, status } = replyOn(page);
    const said = page.getByText('Unsafe parts of this draft were left out: an event handler, a script (2).');
    await expect(said).toBeVisible();
    await saveNothing(page);
    await caretToEnd(page, body);
    await page.keyboard.type(', hello.');
    await expect(status).toHaveText('Offline: kept in this browser');

    await page.getByRole('searchbox', { name: 'Search conversations' }).fill('Mateus');
    await page
      .getByRole('list', { name: 'Conversations' })
      .getByRole('link', { name: 'Mateus Silva' })
      .click();
    await expect(said).toBeHidden();
    await page.goBack();
    await expect(body).toContainText('Hello Nora, hello.');
    await expect(said).toBeVisible();
    expect((await api.draft(conversation))?.body_html).toBe(body_html);

    await page.unroute(saves);
    await save.click();
    await expect(status).toHaveText(/^Saved/);
    await expect(said).toBeHidden();
    expect((await api.draft(conversation))?.body_html).toBe('<p>Hello <b>Nora, hello.</b></p>');
  });
});

test('a draft that is sent as it is leaves without its unsafe parts', async ({ page, api, mailServer }) => {
  const customer = newAddress('sven');
  const [conversation = ''] = await api.importMail(letter({ from: `Sven Sand <${customer}>` }));
  await api.saveDraft(conversation, {
    body_html: `<p>Hello Sven</p>${all.map(([, html]) => html).join('')}<p>Bye</p>`,
  });
  await openConversation(page, conversation);
  const { sendNow, send, status } = replyOn(page);
  await sendNow.check();
  await send.click();
  await expect(status).toHaveText(/^Sent/);
  const [received] = mailServer.mailFor(customer);
  const html = received?.mail.html || '';
  expect(html).toContain('Hello Sven');
  expect(html).toContain('Bye');
  expect(html).not.toMatch(
    /<(?:script|iframe|object|form|input|svg|math|video|link|meta|base)|onclick|javascript:|file:|fixed/i,
  );
});
