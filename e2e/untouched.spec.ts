import { letter } from './fixtures/letter.ts';
import { nextFrame, openConversation, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const body_html = `<body bgcolor="#f4f4f4" style="margin:0"><style><!-- p.MsoNormal {margin:0cm} --></style>
<table width="600" cellpadding="0" align="center"><tbody><tr><td style="padding:8px" bgcolor="#ffffff"><font face="Arial" size="2">Dear&nbsp;Ann,<br><br>the quote  is attached.</font></td></tr>
<tr><td colspan="1"><form action="https://shop.example/"><input name="q"> Search</form></td></tr></tbody></table>
<p class="MsoNormal" style="margin:0">Kind regards<o:p></o:p></p>`;

test.beforeEach(({ page, signIn }) => signIn(page, 'rep'));

test('a draft that was opened, walked through, edited and undone is the one that came, to the byte', async ({
  page,
  api,
}) => {
  const [conversation = ''] = await api.importMail(letter({}));
  await api.saveDraft(conversation, { body_html });
  await openConversation(page, conversation);
  const { body, save, status } = replyOn(page);
  await body.getByText('the quote').click();
  for (const key of ['ArrowLeft', 'ArrowDown', 'End', 'Shift+Home', 'Control+A', 'ArrowRight'])
    await page.keyboard.press(key);
  await expect(status).toHaveText(/^Saved/);

  await body.getByText('the quote').click();
  await page.keyboard.type('x');
  await expect(status).toHaveText(/^Not saved yet/);
  await page.keyboard.press('Control+B');
  await page.keyboard.type('yz');
  await page.keyboard.press('Enter');
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  for (let step = 0; step < 9 && (await undo.isEnabled()); step++) await page.keyboard.press('Control+Z');
  await expect(undo).toBeDisabled();
  await expect(status).toHaveText(/^Saved/);

  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await save.click();
  await answered;
  expect((await api.draft(conversation))?.body_html).toBe(body_html);
});

test('what is typed first goes to the first line that is seen, not to the hidden preview line of a newsletter', async ({
  page,
  api,
}) => {
  const [conversation = ''] = await api.importMail(letter({}));
  const hidden = [
    'display:none;max-height:0',
    'visibility:hidden',
    'font-size:0;line-height:0',
    'height:0;overflow:hidden',
    'opacity:0',
  ].map((style) => `<div style="${style}">Preview words</div>`);
  const newsletter = (text: string) =>
    `${hidden.join('')}<span style="display:none">Preview</span><p>${text}</p>`;
  await api.saveDraft(conversation, { body_html: newsletter('Visible words') });
  await openConversation(page, conversation);
  const { body, save, status } = replyOn(page);
  await body.focus();
  await nextFrame(page);
  await page.keyboard.type('Hello. ');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toBe(newsletter('Hello. Visible words'));
});

test('a row is added to a table of the message, and nothing else of it changes', async ({ page, api }) => {
  const [conversation = ''] = await api.importMail(letter({}));
  const row = '<tr><td style="padding:4px">Tiles</td><td align="right">120</td></tr>';
  const table = (rows: string) =>
    `<p>Offer:</p><table width="300"><tbody>${rows}</tbody></table>\n<p>Regards</p>`;
  await api.saveDraft(conversation, { body_html: table(row) });
  await openConversation(page, conversation);
  const { body, save, status } = replyOn(page);
  const tool = page.getByRole('toolbar', { name: 'Formatting' }).getByRole('button', { name: 'Table' });
  await body.getByText('Offer:').click();
  await expect(tool).toBeDisabled();
  await body.getByText('Tiles').click();
  await tool.click();
  await page.getByRole('menuitem', { name: 'Add row below' }).click();
  await expect(body).toBeFocused();
  await page.keyboard.type('Nails');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toBe(
    table(`${row}<tr><td style="padding:4px">Nails</td><td align="right"><br></td></tr>`),
  );
});
