import type { Locator, Page } from '@playwright/test';
import { letter, newAddress } from './fixtures/letter.ts';
import { caretAt, caretToEnd, nextFrame, openConversation, previewOn, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

let conversation = '';
test.beforeEach(async ({ api, page, signIn }) => {
  [conversation = ''] = await api.importMail(letter({ from: `Noa Levi <${newAddress('noa')}>` }));
  await signIn(page, 'rep');
});

const toggle = (page: Page) =>
  page.getByRole('toolbar', { name: 'Formatting' }).getByRole('button', { name: 'Right to left' });

async function saved(page: Page, api: { draft(id: string): Promise<{ body_html: string } | undefined> }) {
  const { save, status } = replyOn(page);
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  return (await api.draft(conversation))?.body_html;
}

/** Where a line's text begins and ends, and its box. */
const edges = (line: Locator) =>
  line.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const text = range.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    return { before: text.left - box.left, behind: box.right - text.right };
  });

test('each line that is typed goes its own way, here and at the recipient’s', async ({ page, api }) => {
  await openConversation(page, conversation);
  const { body } = replyOn(page);
  await body.click();
  await page.keyboard.type('שלום Tom,');
  await expect(toggle(page)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Hello שלום.');
  await expect(toggle(page)).toHaveAttribute('aria-pressed', 'false');
  expect((await edges(body.getByText('שלום Tom,'))).behind).toBeLessThan(2);
  expect((await edges(body.getByText('Hello שלום.'))).before).toBeLessThan(2);

  const preview = previewOn(page);
  await preview.open.click();
  expect((await edges(preview.message.getByText('שלום Tom,'))).behind).toBeLessThan(2);
  expect((await edges(preview.message.getByText('Hello שלום.'))).before).toBeLessThan(2);
  await page.keyboard.press('Escape');
  expect(await saved(page, api)).toBe('<div dir="rtl">שלום Tom,</div><div>Hello שלום.</div>');
});

test('the button and the keys of Gmail turn the selected lines, and undo turns them back', async ({
  page,
  api,
}) => {
  const html = '<p style="margin:0">iPhone הוא</p>\n<p>Second</p>';
  await api.saveDraft(conversation, { body_html: html });
  await openConversation(page, conversation);
  const { body, status } = replyOn(page);
  await caretAt(page, body, 'iPhone', 3);
  await toggle(page).click();
  await expect(toggle(page)).toHaveAttribute('aria-pressed', 'true');
  await expect(body).toBeFocused();
  await expect(body.getByText('iPhone הוא')).toHaveCSS('direction', 'rtl');
  await expect(body.getByText('Second')).toHaveCSS('direction', 'ltr');
  await page.keyboard.press('Control+Z');
  await expect(status).toHaveText(/^Saved/);
  await expect(toggle(page)).toHaveAttribute('aria-pressed', 'false');

  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+Shift+Comma');
  await expect(toggle(page)).toHaveAttribute('aria-pressed', 'true');
  await caretAt(page, body, 'Second', 2);
  await page.keyboard.press('Control+Shift+Period');
  expect(await saved(page, api)).toBe('<p style="margin:0" dir="rtl">iPhone הוא</p>\n<p>Second</p>');
});

test('a list has its markers where its lines begin, here and at the recipient’s', async ({ page, api }) => {
  await openConversation(page, conversation);
  const { body } = replyOn(page);
  await body.click();
  await page.keyboard.press('Control+Shift+Digit8');
  await page.keyboard.type('אחת');
  await page.keyboard.press('Enter');
  await page.keyboard.type('two');
  const isRightToLeft = async (list: Locator) => {
    await expect(list).toHaveCSS('padding-right', '40px');
    await expect(list).toHaveCSS('padding-left', '0px');
    await expect(list.getByRole('listitem').last()).toHaveCSS('direction', 'rtl');
  };
  await isRightToLeft(body.getByRole('list'));
  const preview = previewOn(page);
  await preview.open.click();
  await isRightToLeft(preview.message.getByRole('list'));
  await page.keyboard.press('Escape');
  expect(await saved(page, api)).toBe('<ul dir="rtl"><li><div>אחת</div></li><li><div>two</div></li></ul>');
});

test('directions that a message states stay, of its parts and within a line', async ({ page, api }) => {
  const html =
    '<div dir="rtl" style="text-align:right"><p>מחיר: <span dir="ltr">$4,200</span> <bdo dir="rtl">abc</bdo></p><table><tbody><tr><td dir="ltr">A1</td></tr></tbody></table></div><p dir="auto">مرحبا</p>';
  await api.saveDraft(conversation, { body_html: html });
  await openConversation(page, conversation);
  const { body } = replyOn(page);
  await expect(body.getByText('$4,200')).toHaveCSS('direction', 'ltr');
  await expect(body.getByText('abc')).toHaveCSS('unicode-bidi', 'isolate-override');
  await expect(body.getByText('A1')).toHaveCSS('direction', 'ltr');
  await expect(body.getByText('مرحبا')).toHaveCSS('direction', 'rtl');
  await caretAt(page, body, 'מחיר', 4);
  await page.keyboard.type(' חדש');
  await expect(toggle(page)).toHaveAttribute('aria-pressed', 'true');
  expect(await saved(page, api)).toBe(html.replace('מחיר', 'מחיר חדש'));
});

test.describe('in a line of mixed directions', () => {
  const line = 'אבג Tom דהו';
  test.beforeEach(async ({ page, api }) => {
    await api.saveDraft(conversation, { body_html: `<p>Before</p><p>${line}</p><p>After</p>` });
    await openConversation(page, conversation);
    await caretAt(page, replyOn(page).body, line, 0);
  });
  const lineOf = (page: Page) => replyOn(page).body.getByRole('paragraph').nth(1);

  for (const [name, keys, expected] of [
    ['Home and End go to where the line begins and ends', ['End', '1', 'Home', '2'], `2${line}1`],
    ['the left arrow goes on in it', ['Home', 'ArrowLeft', 'ArrowLeft', '1'], 'אב1ג Tom דהו'],
    ['the right arrow goes back in it', ['End', 'ArrowRight', '1'], 'אבג Tom דה1ו'],
    ['a word to the left is the next one', ['Home', 'Control+ArrowLeft', '1'], 'אבג1 Tom דהו'],
    ['the right arrow leaves it at its start', ['Home', 'ArrowRight', '1'], 'אבג Tom דהו'],
    ['Backspace takes what was written last', ['End', 'Backspace', 'Backspace'], 'אבג Tom ד'],
    ['Delete takes what comes next', ['Home', 'Delete'], 'בג Tom דהו'],
    [
      'a selection grows with the arrows and is replaced',
      ['Home', 'Shift+ArrowLeft', 'Shift+ArrowLeft', '1'],
      '1ג Tom דהו',
    ],
    ['a selection reaches the end', ['Home', 'Shift+End', '1'], '1'],
  ] as const) {
    test(name, async ({ page }) => {
      for (const key of keys) await page.keyboard.press(key);
      await expect(lineOf(page)).toHaveText(expected);
    });
  }

  test('Backspace at its start and Enter within it join and part it', async ({ page, api }) => {
    await page.keyboard.press('Home');
    await page.keyboard.press('Backspace');
    await expect(replyOn(page).body.getByRole('paragraph').first()).toHaveText(`Before${line}`);
    await page.keyboard.press('Enter');
    expect(await saved(page, api)).toBe(`<p>Before</p><p dir="rtl">${line}</p><p>After</p>`);
  });
});

test('the arrows go past a picture and select it on the side that they point to', async ({ page, api }) => {
  const picture = '<img src="cid:x" alt="roof" width="20" height="20">';
  await api.saveDraft(conversation, { body_html: `<p dir="rtl">אב${picture}גד</p>` });
  await openConversation(page, conversation);
  const { body } = replyOn(page);
  await caretAt(page, body, 'אב', 1);
  await page.keyboard.press('ArrowLeft');
  await nextFrame(page);
  await page.keyboard.press('ArrowLeft');
  await expect(body.locator('.ProseMirror-selectednode')).toHaveCount(1);
  await page.keyboard.press('ArrowLeft');
  await nextFrame(page);
  await page.keyboard.type('1');
  expect(await saved(page, api)).toBe(`<p dir="rtl">אב${picture}1גד</p>`);
});

test('spelling is the browser’s to check, in the language that a message states', async ({ page, api }) => {
  await api.saveDraft(conversation, { body_html: '<p lang="he">שלום</p><p>A speling mistake</p>' });
  await openConversation(page, conversation);
  const { body } = replyOn(page);
  await expect(body).toBeVisible();
  expect(await body.evaluate((element: HTMLElement) => element.spellcheck)).toBe(true);
  await expect(body).not.toHaveAttribute('autocorrect', 'off');
  await expect(body.getByText('שלום')).toHaveAttribute('lang', 'he');

  // What choosing another word in the browser's menu does to the text.
  await caretAt(page, body, 'speling', 0);
  await body.evaluate(() => {
    const selection = getSelection();
    selection?.setBaseAndExtent(
      selection.anchorNode as Node,
      selection.anchorOffset,
      selection.anchorNode as Node,
      selection.anchorOffset + 'speling'.length,
    );
    document.execCommand('insertText', false, 'spelling');
  });
  await expect(body.getByText('A spelling mistake')).toBeVisible();
  await page.keyboard.press('Control+Z');
  await expect(replyOn(page).status).toHaveText(/^Saved/);
  await page.keyboard.press('Control+Shift+Z');
  await caretToEnd(page, body);
  expect(await saved(page, api)).toBe('<p lang="he">שלום</p><p>A spelling mistake</p>');
});
