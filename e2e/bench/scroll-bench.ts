import { withPage } from './desk-page.ts';
import { percentile, report } from './measure.ts';

/** The frames of a list that is scrolled, with all of a long queue loaded against its beginning alone. */
export async function scrollBench(url: string, cookie: string): Promise<void> {
  await withPage({ url, cookie, isLong: true }, async (page) => {
    const beginning = await page.evaluate(framesOfScrolling, 1);
    const all = await page.evaluate(async () => {
      const list = () => document.querySelector('ul[aria-label="Replies"]');
      for (;;) {
        const scroller = list()?.parentElement;
        const size = Number(list()?.querySelector('li')?.getAttribute('aria-setsize'));
        if (!scroller || size > 0) return size;
        scroller.scrollTop = scroller.scrollHeight;
        await new Promise((drawn) => requestAnimationFrame(drawn));
      }
    });
    const end = await page.evaluate(framesOfScrolling, -1);
    const [early, late] = [percentile(beginning, 0.95), percentile(end, 0.95)];
    report(
      `a frame of scrolling with ${all.toLocaleString('en')} replies loaded / with the first ones, p95`,
      late / early,
      '≤ 1.30',
      `${late.toFixed(1)} and ${early.toFixed(1)} ms`,
    );
  });
}

/** Milliseconds of each frame while the list moves by most of a screen per frame. */
async function framesOfScrolling(direction: number): Promise<number[]> {
  const scroller = document.querySelector('ul[aria-label="Replies"]')?.parentElement;
  const taken: number[] = [];
  let before = performance.now();
  for (let n = 0; scroller && n < 200; n++) {
    scroller.scrollTop += direction * 600;
    const now = await new Promise<number>((drawn) => requestAnimationFrame(drawn));
    taken.push(now - before);
    before = now;
  }
  return taken;
}
