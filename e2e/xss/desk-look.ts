import type { Page } from '@playwright/test';

/** How the desk around mail looks and where it is: the same before and after, whatever a mail says. */
export function deskLook(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const properties =
      'color background-color background-image font-family font-size font-weight line-height display visibility opacity position z-index transform filter zoom cursor pointer-events border-top-width border-top-color box-shadow outline-width animation-name direction'.split(
        ' ',
      );
    /** Around the mail, with their places; and beside a reply, whose height is its text's. */
    const placed =
      'html, body, #root, nav, nav a, main, main h1, input[type="search"], section > header, section > header h1';
    const beside =
      '[role="toolbar"], [role="radiogroup"], section[aria-label="Your reply"], section[aria-label="Your reply"] footer button';
    /** Their colours say what the caret is in. */
    const tools = '[role="toolbar"] button';
    const look: Record<string, string> = {
      sheets: `${document.styleSheets.length} ${document.adoptedStyleSheets.length}`,
      // Parts of the desk itself may be loaded at any time.
      head: Array.from(
        document.head.querySelectorAll('*:not(link[rel="modulepreload"])'),
        ({ localName }) => localName,
      ).join(' '),
      cookie: document.cookie,
      stored: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    };
    for (const [kind, selector] of [
      ['placed', placed],
      ['beside', beside],
      ['tool', tools],
    ] as const) {
      const elements = [...document.querySelectorAll(selector)].filter(
        (each) => !each.closest('.reply-content'),
      );
      for (const [n, element] of elements.entries()) {
        const { x, y, width, height } = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        look[`${kind} ${n} ${element.localName}`] = [
          ...(kind === 'placed' ? [x, y, width, height] : [x, width]).map(Math.round),
          ...properties
            .filter((name) => kind !== 'tool' || !/color|opacity/.test(name))
            .map((name) => style.getPropertyValue(name)),
        ].join(' ');
      }
    }
    return look;
  });
}

/** What a mail covers that is not its own: points outside of its frame or paper where it would be clicked, hidden parts of the desk. */
export function coveredPlaces(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const problems: string[] = [];
    const boxOf = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
    const paper = boxOf('.reply-paper');
    const frames = ['[role="log"]', 'section[aria-label="What changed"]'].map(boxOf);
    const isIn = (box: DOMRect | undefined, x: number, y: number) =>
      box !== undefined && x > box.left - 1 && x < box.right + 1 && y > box.top - 1 && y < box.bottom + 1;
    for (let x = 8; x < innerWidth; x += 32) {
      for (let y = 8; y < innerHeight; y += 24) {
        const hit = document.elementFromPoint(x, y);
        if (hit === null || !hit.closest('#root')) {
          if (hit !== document.documentElement && hit !== document.body)
            problems.push(`${x},${y}: ${hit?.outerHTML.slice(0, 80)}`);
        } else if (hit.closest('.reply-content') && !isIn(paper, x, y)) problems.push(`${x},${y}: the reply`);
        else if (hit.localName === 'iframe' && !frames.some((box) => isIn(box, x, y)))
          problems.push(`${x},${y}: a message`);
      }
    }
    const own =
      'nav a, input[type="search"], section > header h1, [role="toolbar"] button, section[aria-label="Your reply"] footer button';
    for (const element of document.querySelectorAll(own)) {
      if (element.closest('.reply-content')) continue;
      const { x, y, width, height } = element.getBoundingClientRect();
      if (width === 0 || y < 0 || y + height > innerHeight) continue;
      const hit = document.elementFromPoint(x + width / 2, y + height / 2);
      if (!hit || !(element.contains(hit) || hit.contains(element) || hit.parentElement?.contains(element)))
        problems.push(`${element.localName} ${element.textContent} is under ${hit?.outerHTML.slice(0, 80)}`);
    }
    return problems;
  });
}
