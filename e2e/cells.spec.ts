import type { Page } from '@playwright/test';
import { letter, newAddress } from './fixtures/letter.ts';
import { nextFrame, openConversation, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const table = (...rows: string[]) => `<table border="1"><tbody>${rows.join('')}</tbody></table>`;

/** Selects from the start of the text of one cell to the end of that of another, as a drag does. */
async function selectCells(page: Page, from: string, to: string): Promise<void> {
  const cell = (text: string) => replyOn(page).body.getByRole('cell', { name: text, exact: true });
  await cell(from).click();
  await page.keyboard.press('Home');
  await cell(to).click({ modifiers: ['Shift'] });
  // ProseMirror sets the selection of such a click once more, a moment after it.
  await nextFrame(page);
  await page.keyboard.press('Shift+End');
}

test('what is typed, cut and pasted over cells changes their text and leaves the cells', async ({
  page,
  api,
  signIn,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const customer = newAddress('tilda');
  const [conversation = ''] = await api.importMail(letter({ from: `Tilda Tiles <${customer}>` }));
  await api.saveDraft(conversation, {
    body_html: `<p>Prices:</p>${table(row('Tiles', '120'), row('Nails', '8'))}`,
  });
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  const saved = (...rows: string[]) =>
    expect
      .poll(async () => (await api.draft(conversation))?.body_html)
      .toBe(`<p>Prices:</p>${table(...rows)}`);

  await selectCells(page, 'Tiles', '120');
  await page.keyboard.type('Slate');
  await page.keyboard.press('Tab');
  await page.keyboard.type('95');
  await saved(row('Slate', '95'), row('Nails', '8'));

  await selectCells(page, '95', 'Nails');
  await page.keyboard.press('Control+X');
  await saved(row('Slate', '<br>'), row('<br>', '8'));

  await page.keyboard.press('Control+Z');
  await saved(row('Slate', '95'), row('Nails', '8'));
  await selectCells(page, 'Nails', '8');
  await page.evaluate(() => navigator.clipboard.writeText('Screws'));
  await page.keyboard.press('Control+V');
  await saved(row('Slate', '95'), row('Screws', '<br>'));
});

test('Enter over cells, and dragging their text elsewhere, leave the cells where they are', async ({
  page,
  api,
  signIn,
}) => {
  const [conversation = ''] = await api.importMail(letter({ from: `Nora Nails <${newAddress('nora')}>` }));
  const prices = (...cells: string[]) => `<p>Prices:</p>${table(row(...cells), row('Nails', '8'))}`;
  await api.saveDraft(conversation, { body_html: `${prices('Tiles', '120')}<p>Best</p>` });
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  const { body } = replyOn(page);
  const saved = (html: string) =>
    expect.poll(async () => (await api.draft(conversation))?.body_html).toBe(html);

  await selectCells(page, 'Tiles', '120');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Slate');
  await saved(`${prices('Slate', '<br>')}<p>Best</p>`);

  await selectCells(page, 'Slate', '8');
  await body.getByText('Nails').hover();
  await page.mouse.down();
  await body.getByText('Best').hover();
  await page.mouse.up();
  const moved = table(row('Slate', '<br>'), row('Nails', '8'));
  await saved(`<p>Prices:</p>${table(row('<br>', '<br>'), row('<br>', '<br>'))}<p>Best</p>${moved}`);
});
