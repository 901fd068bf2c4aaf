import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from '@playwright/test';
import { loadSanitiser } from '../src/server/mail-sanitiser.ts';
import { newAddress } from './fixtures/letter.ts';
import { replyToEach } from './fixtures/replies.ts';
import { nextFrame, repliesOn, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';
import { root } from './run/places.ts';

const folder = join(root, 'src/app/editor/fixtures');
const bodies = readdirSync(folder).map((file) => ({
  name: file.replace('.body', ''),
  html: readFileSync(join(folder, file), 'utf8'),
}));

const letter = 'Z';

/** A place between two letters of a text, named so that it is found in the source as well, white space aside. */
interface Spot {
  text: string;
  /** How many texts before it say the same. */
  nth: number;
  /** How many characters of the text come before it. */
  before: number;
}

/** Puts the caret into the text in the middle of those that can be seen and edited. */
async function caretIntoText(page: Page, body: Locator): Promise<Spot | null> {
  await body.focus();
  const spot = await body.evaluate((field) => {
    const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    const said = (text: string) => text.replace(/\s/g, '');
    const betweenLetters = ({ data }: Text) => data.search(/(?<=\p{L})\p{L}/u);
    const isSeen = (text: Text) => {
      const range = document.createRange();
      range.selectNodeContents(text);
      const { width, height } = range.getBoundingClientRect();
      const around = text.parentElement;
      // What is folded has a box as well.
      const isShown = around?.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      return isShown && !around?.closest('[hidden]') && width > 1 && height > 1;
    };
    const places = texts.filter(
      (text) => text.parentElement?.isContentEditable && betweenLetters(text) > 0 && isSeen(text),
    );
    const text = places[places.length >> 1];
    if (!text) return null;
    const at = betweenLetters(text);
    getSelection()?.collapse(text, at);
    const same = texts.filter(({ data }) => said(data) === said(text.data));
    return { text: said(text.data), nth: same.indexOf(text), before: said(text.data.slice(0, at)).length };
  });
  await nextFrame(page);
  return spot;
}

/** What a recipient gets of a body, on a page that knows nothing of the desk and reaches nothing. */
async function recipient(browser: Browser) {
  const context = await browser.newContext({ viewport: { width: 700, height: 600 }, offline: true });
  await context.route('**', (route) => route.abort());
  const page = await context.newPage();
  return {
    /** The body with the letter at that place. */
    typed: (html: string, spot: Spot) =>
      page.evaluate(
        ({ html, spot, letter }) => {
          const { body } = new DOMParser().parseFromString(`<body>${html}`, 'text/html');
          const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
          const same: Text[] = [];
          while (walker.nextNode()) {
            const text = walker.currentNode as Text;
            if (text.data.replace(/\s/g, '') === spot.text && !text.parentElement?.closest('style'))
              same.push(text);
          }
          const text = same[spot.nth];
          if (!text) throw new Error(`The original does not say ${spot.text}`);
          let at = 0;
          for (let seen = 0; seen < spot.before; at++) if (/\S/.test(text.data[at] ?? 'x')) seen++;
          text.insertData(at, letter);
          return body.innerHTML;
        },
        { html, spot, letter },
      ),
    read: (html: string) =>
      page.evaluate((html) => {
        const { body } = new DOMParser().parseFromString(`<body>${html}`, 'text/html');
        const all = (selector: string, name: string) =>
          [...body.querySelectorAll(selector)].map((element) => element.getAttribute(name)).join('\n');
        return {
          text: body.textContent ?? '',
          links: all('[href]', 'href'),
          images: all('img', 'src'),
          dom: body.innerHTML,
        };
      }, html),
    async picture(html: string): Promise<Buffer> {
      await page.setContent(html, { waitUntil: 'domcontentloaded' });
      // What moves by itself keeps its place in the picture, and is left out of it.
      await page.addStyleTag({ content: 'marquee, video { visibility: hidden !important }' });
      // Those that cannot be loaded show that, once it is known.
      await page.evaluate(() =>
        Promise.all([...document.images].map((image) => image.decode().catch(() => undefined))),
      );
      return page.screenshot({ fullPage: true, animations: 'disabled' });
    },
    close: () => context.close(),
  };
}

/** Types the letter into the reply that is open, as somebody does, and saves it. @returns where. */
async function typeLetter(page: Page): Promise<Spot | null> {
  const { body, save, status } = replyOn(page);
  const spot = await caretIntoText(page, body);
  if (!spot) return null;
  await page.keyboard.type(letter);
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await save.click();
  await answered;
  await expect(status).toHaveText(/^Saved/);
  return spot;
}

/** Where two strings part, with what comes before. */
function parting(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 30), at + 50));
  return `${around(a)} became ${around(b)}`;
}

test('a letter typed into each body of our own making is all that its recipient finds changed', async ({
  page,
  api,
  signIn,
  browser,
}) => {
  test.setTimeout(240_000);
  expect(bodies.length).toBeGreaterThanOrEqual(40);
  const sanitiser = await loadSanitiser();
  const subject = `Roof ${newAddress('lot')}`;
  const customers = bodies.map(({ name }) => `${name} Customer`);
  const conversations = await replyToEach(customers.toReversed(), {
    api,
    subject,
    draft: (customer) => ({ body_html: bodies[customers.indexOf(customer)]?.html ?? '' }),
  });
  await signIn(page, 'rep');
  await page.goto(`/queue/review?search=${encodeURIComponent(subject)}`);
  await repliesOn(page).getByRole('link').first().click();
  const reader = await recipient(browser);
  const misses: string[] = [];
  for (const [index, { name, html }] of bodies.entries()) {
    const customer = customers[index] ?? '';
    if (index > 0) await page.keyboard.press('j');
    await expect(page.getByRole('heading', { level: 1, name: customer })).toBeVisible();
    const spot = await typeLetter(page);
    if (!spot) {
      misses.push(`${name}: nothing of it can be seen and edited`);
      continue;
    }
    const saved = (await api.draft(conversations.get(customer) ?? ''))?.body_html ?? '';
    const original = sanitiser.sanitise(html, 'draft').html;
    const wanted = await reader.typed(original, spot);
    const expected = await reader.read(wanted);
    const found = await reader.read(saved);
    for (const part of ['text', 'links', 'images', 'dom'] as const)
      if (found[part] !== expected[part])
        misses.push(`${name}: ${part}: ${parting(expected[part], found[part])}`);
    const picture = await reader.picture(wanted);
    if (!picture.equals(await reader.picture(saved))) misses.push(`${name}: pixels`);
    // Else the pictures would show nothing of what is compared.
    if (picture.equals(await reader.picture(original)))
      misses.push(`${name}: the letter in “${spot.text}” is not seen`);
  }
  await reader.close();
  expect(misses).toEqual([]);
});
