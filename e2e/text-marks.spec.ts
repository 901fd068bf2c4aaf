import type { Page } from '@playwright/test';
import { openConversation, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

/** How many pixels of two pictures differ, and the places of the first and the last of them. */
function difference(page: Page, one: Buffer, other: Buffer) {
  return page.evaluate(
    async (pictures) => {
      const read = async (base64: string) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const picture = await createImageBitmap(new Blob([bytes]));
        const { width, height } = picture;
        const pencil = new OffscreenCanvas(width, height).getContext('2d');
        if (!pencil) throw new Error('No canvas');
        pencil.drawImage(picture, 0, 0);
        return {
          width,
          height,
          pixels: new Uint32Array(pencil.getImageData(0, 0, width, height).data.buffer),
        };
      };
      const [here, there] = [await read(pictures.one), await read(pictures.other)];
      if (here.width !== there.width || here.height !== there.height) return 'the size';
      const places = [...here.pixels.keys()].filter((at) => here.pixels[at] !== there.pixels[at]);
      const place = (at = 0) => `${at % here.width}, ${Math.floor(at / here.width)}`;
      return places.length === 0
        ? 'nothing'
        : `${places.length} pixels from ${place(places[0])} to ${place(places.at(-1))}`;
    },
    { one: one.toString('base64'), other: other.toString('base64') },
  );
}

test.describe('the marks in a text message', () => {
  test.beforeEach(async ({ page, api, signIn }) => {
    const conversation = await api.conversationWith('+15138675309');
    await api.saveDraft(conversation, { body_html: 'Hi Sam.' });
    await signIn(page, 'rep');
    await openConversation(page, conversation);
    await expect(replyOn(page).body).toHaveValue('Hi Sam.');
  });

  for (const width of [1440, 390]) {
    test(`each mark is behind its letter at ${width} px, wherever lines break and however far it is scrolled`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 844 });
      const { body } = replyOn(page);
      const lines = [
        'Plain words — and “curly” ones… AVATAR Ta To “Wa” — fi ffl, which are kerned and joined, and go on and on.',
        `A${'long'.repeat(60)}—word${'y'.repeat(40)}     with   spaces     ${' '.repeat(90)}—`,
        'tab\there\u00a0and\u2003there\u200b, soft\u00adhyphen',
        'call “نجوى الكرم” on Tuesday — or “דנה”',
        'نجوى — call',
        '🎉 👩‍👩‍👧 é e\u0301 ﬁ',
        '',
      ];
      await body.fill(Array.from({ length: 4 }, () => lines.join('\n')).join('\n'));
      expect(await page.locator('mark').count()).toBeGreaterThan(40);
      await body.evaluate((box) => box.blur());
      // What is found in the words stands beside them soon after, and they are saved; from then on nothing moves.
      await expect(replyOn(page).status).toHaveText(/^Saved/);
      if (width > 1200) await expect(page.getByRole('list', { name: 'Findings' })).toBeVisible();
      // Marks are elements, so their letters may stand a fraction of a pixel off; the same text without them may not.
      const strays = await body.evaluate((box) => {
        const marked = box.previousElementSibling as HTMLElement;
        const bare = marked.cloneNode() as HTMLElement;
        bare.textContent = marked.textContent;
        bare.style.color = 'black';
        bare.id = 'bare';
        marked.after(bare);
        const letters = bare.firstChild as Text;
        const walker = document.createTreeWalker(marked, NodeFilter.SHOW_TEXT);
        const strays: string[] = [];
        for (let at = 0; walker.nextNode(); ) {
          const node = walker.currentNode as Text;
          if (node.parentElement?.tagName === 'MARK') {
            const range = document.createRange();
            range.setStart(letters, at);
            range.setEnd(letters, at + node.length);
            const here = range.getBoundingClientRect();
            const there = node.parentElement.getBoundingClientRect();
            const off = Math.max(Math.abs(here.left - there.left), Math.abs(here.right - there.right));
            if (off > 0.5 || Math.abs(here.top - there.top) > 0.5)
              strays.push(`${node.data} at ${at}: ${off}`);
          }
          at += node.length;
        }
        return strays;
      });
      expect(strays).toEqual([]);
      const look = (shown: 'letters' | 'letters behind' | 'neither') =>
        body.evaluate((box, which) => {
          box.style.color = which === 'letters' ? 'black' : 'transparent';
          const bare = box.parentElement?.querySelector<HTMLElement>('#bare');
          const marked = box.parentElement?.querySelector<HTMLElement>('.marked-text:not(#bare)');
          if (!marked || !bare) throw new Error('Nothing is behind the letters');
          marked.style.visibility = 'hidden';
          bare.style.visibility = which === 'letters behind' ? 'visible' : 'hidden';
        }, shown);
      const frame = body.locator('..');
      const heights = await body.evaluate((box) => [
        box.scrollHeight,
        box.clientHeight,
        box.previousElementSibling?.clientHeight,
      ]);
      expect(new Set(heights).size).toBe(1);
      const places = await frame.evaluate(({ scrollHeight, clientHeight }) => {
        const most = scrollHeight - clientHeight;
        return [0, Math.round(most / 2), most];
      });
      expect(places[2]).toBeGreaterThan(200);
      for (const top of places) {
        await frame.evaluate((scrolled, to) => scrolled.scrollTo(0, to), top);
        // What the checks find may still move the field while its pictures are taken.
        await expect(async () => {
          await look('letters');
          const letters = await frame.screenshot();
          await look('letters behind');
          const behind = await frame.screenshot();
          await look('neither');
          expect((await frame.screenshot()).equals(letters)).toBe(false);
          expect([top, await difference(page, letters, behind)]).toEqual([top, 'nothing']);
        }).toPass();
      }
    });
  }

  test('what is typed stays in view, at the end of a long text and within it', async ({ page }) => {
    const { body } = replyOn(page);
    const frame = body.locator('..');
    await body.fill('“line”\n'.repeat(60));
    await body.press('Control+End');
    await page.keyboard.type('\n\nthe end');
    const distance = () =>
      frame.evaluate(({ scrollTop, scrollHeight, clientHeight }) => scrollHeight - clientHeight - scrollTop);
    expect(await distance()).toBeLessThan(24);
    await body.press('Control+Home');
    await expect.poll(() => frame.evaluate(({ scrollTop }) => scrollTop)).toBeLessThan(24);
    for (let n = 0; n < 25; n += 1) await page.keyboard.press('Enter');
    const { top, bottom } = await frame.evaluate((scrolled) => {
      const line = Number.parseFloat(
        getComputedStyle(scrolled.querySelector('textarea') ?? scrolled).lineHeight,
      );
      const caret = 14 + 25 * line - scrolled.scrollTop;
      return { top: caret, bottom: scrolled.clientHeight - caret - line };
    });
    expect(top).toBeGreaterThanOrEqual(-1);
    expect(bottom).toBeGreaterThanOrEqual(-1);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`marks can be told without colour, and read through, when it is ${colorScheme}`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      const { body } = replyOn(page);
      await body.fill('“quick” zero\u200bwidth');
      const contrasts = await body.evaluate((box) => {
        const pencil = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const luminance = (color: string) => {
          if (!pencil) throw new Error('No canvas');
          pencil.fillStyle = color;
          pencil.fillRect(0, 0, 1, 1);
          const [r = 0, g = 0, b = 0] = [...pencil.getImageData(0, 0, 1, 1).data].map((part) => {
            const share = part / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const contrast = (one: string, other: string) => {
          const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
          return (high + 0.05) / (low + 0.05);
        };
        const [quote, , hidden] = document.querySelectorAll('mark');
        const paper = getComputedStyle(box.closest('section') ?? box).backgroundColor;
        const line = (mark: Element | undefined) =>
          mark
            ? (getComputedStyle(mark)
                .boxShadow.match(/rgba?\([^)]*\)/g)
                ?.at(-1) ?? '')
            : '';
        return {
          letter: contrast(getComputedStyle(box).color, quote ? getComputedStyle(quote).backgroundColor : ''),
          line: contrast(line(quote), paper),
          hidden: contrast(line(hidden), paper),
        };
      });
      expect(contrasts.letter).toBeGreaterThan(7);
      expect(contrasts.line).toBeGreaterThan(4.5);
      expect(contrasts.hidden).toBeGreaterThan(4.5);
    });
  }
});
