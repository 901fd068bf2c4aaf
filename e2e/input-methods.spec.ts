import type { Page } from '@playwright/test';
import { countCompositions, inputMethodOf } from './fixtures/input-method.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { caretAt, openConversation, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

let conversation = '';
test.beforeEach(async ({ api, page, signIn }) => {
  [conversation = ''] = await api.importMail(letter({ from: `Yuki Tanaka <${newAddress('yuki')}>` }));
  await signIn(page, 'rep');
});

/** Everything that asks the desk to keep or send something. */
function changesOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const changes = request.method() !== 'GET' && !request.url().endsWith('/presence');
    if (changes) asked.push(request.url());
  });
  return asked;
}

const image = '<img src="cid:x" alt="roof" width="20" height="20">';
const cell = (text: string) => `<table><tbody><tr><td>${text}</td><td>x</td></tr></tbody></table>`;

/** Where the caret is: behind so many characters of a text. */
const spots: readonly (readonly [name: string, html: string, text: string, offset: number, saved: string])[] =
  [
    ['before a bold word', '<p>one <b>two</b></p>', 'two', 0, '<p>one 仮名<b>two</b></p>'],
    ['in a bold word', '<p>one <b>two</b></p>', 'two', 1, '<p>one <b>t仮名wo</b></p>'],
    ['at the end of a bold word', '<p><b>two</b> one</p>', 'two', 3, '<p><b>two仮名</b> one</p>'],
    [
      'behind a link',
      '<p><a href="https://a.example/">two</a></p>',
      'two',
      3,
      '<p><a href="https://a.example/">two</a>仮名</p>',
    ],
    ['in a cell', cell('two'), 'two', 3, cell('two仮名')],
    ['behind a picture', `<p>one${image}two</p>`, 'two', 0, `<p>one${image}仮名two</p>`],
    ['before a picture', `<p>one${image}two</p>`, 'one', 3, `<p>one仮名${image}two</p>`],
    [
      'behind an empty box that is kept as it is',
      '<p>one<span style="display:inline-block;width:9px"></span>two</p>',
      'two',
      0,
      '<p>one<span style="display:inline-block;width:9px"></span>仮名two</p>',
    ],
    [
      'below a line that is kept as it is',
      '<p>one</p><hr><p>two</p>',
      'two',
      0,
      '<p>one</p><hr><p>仮名two</p>',
    ],
    ['in text without an element', '<div>one<p>x</p>two</div>', 'two', 3, '<div>one<p>x</p>two仮名</div>'],
    ['behind a line break', '<p>one<br>two</p>', 'two', 0, '<p>one<br>仮名two</p>'],
    ['in a line from right to left', '<p>שלום two</p>', 'two', 3, '<p>שלום two仮名</p>'],
    ['in preformatted text', '<pre>a\n  two</pre>', 'two', 3, '<pre>a\n  two仮名</pre>'],
  ];

for (const [name, html, text, offset, saved] of spots) {
  test(`what an input method writes ${name} is written once, and undone at once`, async ({ page, api }) => {
    await api.saveDraft(conversation, { body_html: html });
    await openConversation(page, conversation);
    const { body, save, status } = replyOn(page);
    await expect(status).toHaveText(/^Saved/);
    await caretAt(page, body, text, offset);
    const compositions = await countCompositions(page);
    const input = await inputMethodOf(page);
    await input.stages('k', 'か', 'かn', 'かな');
    await input.press('Enter');
    await input.confirm('仮名');
    expect(await compositions()).toEqual(['start', 'end 仮名']);
    await expect(status).toHaveText(/^Not saved yet/);

    await page.keyboard.press('Control+Z');
    await expect(status).toHaveText(/^Saved/);
    await page.keyboard.press('Control+Shift+Z');
    await save.click();
    await expect(status).toHaveText(/^Saved/);
    expect((await api.draft(conversation))?.body_html).toBe(saved);
  });
}

test('a new reply begins with a composition, also from right to left, and goes on with others', async ({
  page,
  api,
}) => {
  await openConversation(page, conversation);
  const { body, save, status } = replyOn(page);
  await body.click();
  const compositions = await countCompositions(page);
  const input = await inputMethodOf(page);
  await input.stages('ㅎ', '하', '한');
  await input.confirm('한');
  await input.stages('ㄱ', '그', '글');
  await input.confirm('글');
  await page.keyboard.press('Enter');
  // The line turns while it is composed.
  await input.stages('ش', 'شك', 'شكرا');
  await expect(body.getByText('شكرا')).toHaveCSS('direction', 'rtl');
  await input.stages('شكراً');
  await input.confirm('شكراً');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+B');
  // A dead key: the accent waits for its letter.
  await input.stages('´');
  await input.confirm('é');
  await page.keyboard.type('t');
  expect(await compositions()).toEqual([
    'start',
    'end 한',
    'start',
    'end 글',
    'start',
    'end شكراً',
    'start',
    'end é',
  ]);
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toBe(
    '<div>한글</div><div dir="rtl">شكراً</div><div><strong>ét</strong></div>',
  );
});

test('a composition replaces what is selected, and one that is given up leaves nothing', async ({
  page,
  api,
}) => {
  await api.saveDraft(conversation, { body_html: '<p>one <b>two</b> three</p>' });
  await openConversation(page, conversation);
  const { body, save, status } = replyOn(page);
  await caretAt(page, body, 'two', 0);
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('Shift+ArrowRight');
  const input = await inputMethodOf(page);
  await input.stages('n', '你', '你好');
  await input.confirm('你好');
  await expect(body).toHaveText('one 你好 three');
  await page.keyboard.press('End');
  await input.stages('s', 'sh');
  await input.compose('');
  await page.keyboard.type('!');
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toMatch(/^<p>one (<b>你好<\/b>|你好) three!<\/p>$/);
});

test('the Enter that confirms a composition parts no line, and Ctrl+Enter in one sends nothing', async ({
  page,
  api,
}) => {
  await api.saveDraft(conversation, { body_html: '<p>one</p>' });
  await openConversation(page, conversation);
  const { body, sendNow, send, status } = replyOn(page);
  await expect(status).toHaveText(/^Saved/);
  await sendNow.check();
  await expect(send).toBeVisible();
  await caretAt(page, body, 'one', 3);
  const asked = changesOf(page);
  const compositions = await countCompositions(page);
  const input = await inputMethodOf(page);
  await input.stages('k', 'かな');
  await input.press('Enter');
  await input.press('Enter', { control: true });
  // As browsers tell of it that know no key of an input method: only that there is a composition.
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+S');
  expect(await compositions()).toEqual(['start']);
  await input.confirm('仮名');
  await expect(body.getByRole('paragraph')).toHaveText(['one仮名']);
  await expect(send).toBeVisible();
  expect(asked).toEqual([]);
  expect((await api.draft(conversation))?.body_html).toBe('<p>one</p>');
});

test('a recipient’s name that is composed stays in the field until it is whole', async ({ page }) => {
  await openConversation(page, conversation);
  const { cc } = replyOn(page);
  const chips = page.getByRole('list', { name: 'Cc recipients' }).getByRole('listitem');
  await cc.click();
  const compositions = await countCompositions(page);
  const input = await inputMethodOf(page);
  await input.stages('t', 'たn', '田中, y');
  await input.press('Enter');
  await page.keyboard.press('Enter');
  await input.press('Tab');
  expect(await compositions()).toEqual(['start']);
  await expect(chips).toHaveCount(0);
  await expect(cc).toBeFocused();
  await input.confirm('田中');
  await expect(cc).toHaveValue('田中');
  await page.keyboard.type(' <tanaka@kiln.example>');
  await page.keyboard.press('Enter');
  await expect(chips).toHaveText(['tanaka@kiln.example']);
});
