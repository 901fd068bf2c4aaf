import { readFile } from 'node:fs/promises';
import { letter } from './fixtures/letter.ts';
import { logOf, mailBody, openConversation, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

test.beforeEach(({ page, signIn }) => signIn(page, 'rep'));

const gmailAnswer = `<div dir="ltr">Yes, please.</div>
<div class="gmail_quote"><div class="gmail_attr">On Monday Kara wrote:<br></div>
<blockquote class="gmail_quote"><p>Would Tuesday suit you?</p></blockquote></div>`;
const plainAnswer = 'Yes, please.\n\nOn Monday, Kara wrote:\n> Would Tuesday suit you?\n';

test('the history that a mail quotes is folded until somebody asks', async ({ page, api }) => {
  const [conversation = ''] = await api.importMail(letter({ html: gmailAnswer }));
  await openConversation(page, conversation);
  const mail = mailBody(page);
  await expect(mail.getByText('Yes, please.')).toBeVisible();
  await expect(mail.getByText('Would Tuesday suit you?')).toBeHidden();
  await logOf(page).getByRole('button', { name: 'Show quoted text' }).click();
  await expect(mail.getByText('Would Tuesday suit you?')).toBeVisible();
  await logOf(page).getByRole('button', { name: 'Show quoted text', expanded: true }).click();
  await expect(mail.getByText('Would Tuesday suit you?')).toBeHidden();
});

test('so is that of a plain mail', async ({ page, api }) => {
  const [conversation = ''] = await api.importMail(letter({ text: plainAnswer }));
  await openConversation(page, conversation);
  await expect(logOf(page).getByText('Yes, please.')).toBeVisible();
  await expect(logOf(page).getByText('Would Tuesday suit you?')).toBeHidden();
  await logOf(page).getByRole('button', { name: 'Show quoted text' }).click();
  await expect(logOf(page).getByText('Would Tuesday suit you?')).toBeVisible();
});

test('pictures from elsewhere are fetched when somebody asks, and not before', async ({ page, api }) => {
  const [conversation = ''] = await api.importMail(
    letter({
      html: `<p>Our roof:</p><img src="https://pictures.example/roof.png" alt="The roof" width="40" height="40">
<div style="background-image:url(https://pictures.example/track.png)">Thanks</div>`,
    }),
  );
  const asked: string[] = [];
  await page.route('https://pictures.example/**', (route) => {
    asked.push(route.request().url());
    return route.fulfill({
      contentType: 'image/svg+xml',
      body: '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"/>',
    });
  });
  await openConversation(page, conversation);
  await expect(mailBody(page).getByText('Our roof:')).toBeVisible();
  await expect(logOf(page).getByText(/pictures in this message come from elsewhere/)).toBeVisible();
  expect(asked).toEqual([]);
  await logOf(page).getByRole('button', { name: 'Load pictures' }).click();
  await expect.poll(() => asked).toContain('https://pictures.example/roof.png');
  await expect(mailBody(page).getByRole('img', { name: 'The roof' })).toBeVisible();
});

const hostile = `<p>Harmless words.</p>
<script>top.document.title='taken';fetch('https://evil.example/script')</script>
<img src="x" onerror="top.document.title='taken'">
<svg onload="top.document.title='taken'"><script>top.document.title='taken'</script></svg>
<iframe src="https://evil.example/frame"></iframe><object data="https://evil.example/object"></object>
<link rel="stylesheet" href="https://evil.example/style.css"><style>@import 'https://evil.example/import.css';</style>
<meta http-equiv="refresh" content="0;url=https://evil.example/refresh"><base href="https://evil.example/">
<form action="https://evil.example/form"><button autofocus onfocus="top.document.title='taken'">Press</button></form>
<a href="javascript:top.document.title='taken'">A link</a>
<p>The last words.</p>`;

test.describe('hostile words', () => {
  test('a hostile mail is read like any other, and does nothing', async ({ page, api }) => {
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      return dialog.dismiss();
    });
    const [conversation = ''] = await api.importMail(
      letter({
        from: 'Mallory <mallory@evil.example>',
        subject: '<img src=x onerror=alert(1)>',
        html: hostile,
      }),
    );
    await openConversation(page, conversation);
    const mail = mailBody(page);
    await expect(mail.getByText('Harmless words.')).toBeVisible();
    await expect(mail.getByText('The last words.')).toBeVisible();
    await mail.getByText('A link').click();
    await expect(page).toHaveTitle(/^(\(\d+\) )?Mallory · Countersign$/);
    await expect(page.getByRole('heading', { level: 1 }).filter({ hasText: '<img src=x' })).toBeVisible();
    expect(dialogs).toEqual([]);
    expect(page.context().pages()).toHaveLength(1);
  });

  test('a hostile draft loses its teeth before it is edited, and the page says so', async ({ page, api }) => {
    const [conversation = ''] = await api.importMail(letter({}));
    await api.saveDraft(conversation, { body_html: hostile });
    await openConversation(page, conversation);
    const { body, save, status } = replyOn(page);
    await expect(body).toContainText('Harmless words.');
    await expect(page.getByText('Unsafe parts of this draft were left out')).toBeVisible();
    await expect(page).toHaveTitle(/Countersign$/);
    await body.getByText('Harmless words.').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' Indeed.');
    await save.click();
    await expect(status).toHaveText(/^Saved/);
    const kept = (await api.draft(conversation))?.body_html ?? '';
    expect(kept).toContain('Harmless words. Indeed.');
    expect(kept).not.toMatch(/<script|onerror|onload|onfocus|javascript:|<iframe|<object|http-equiv|<base/i);
  });
});

test('an attachment is downloaded as it was sent', async ({ page, api }) => {
  const content = 'Zeile 1\nLine 2 – with a dash\n';
  const source = [
    'From: Olga <olga@customers.example>',
    'To: office@acme.test',
    'Subject: Measurements',
    `Date: ${new Date().toUTCString()}`,
    'Message-ID: <attachment-1@customers.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'See the file.',
    '--b1',
    "Content-Type: text/plain; charset=utf-8; name*=utf-8''Ma%C3%9Fe.txt",
    "Content-Disposition: attachment; filename*=utf-8''Ma%C3%9Fe.txt",
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(content).toString('base64'),
    '--b1--',
    '',
  ].join('\r\n');
  const [conversation = ''] = await api.importMail(source);
  await openConversation(page, conversation);
  const started = page.waitForEvent('download');
  await page
    .getByRole('list', { name: 'Attachments' })
    .getByRole('link', { name: /Maße\.txt/ })
    .click();
  const download = await started;
  expect(download.suggestedFilename()).toBe('Maße.txt');
  expect(await readFile(await download.path(), 'utf8')).toBe(content);
});
