import type { JSHandle, Page } from '@playwright/test';
import { threatsIn } from './threats.ts';

const ownAddress = /^\/(?:api\/(?:v2|desk)\/|assets\/|favicon\.svg$|conversations|queue|$)/;

/** Sees what mail does to a page: beside what e2e/fixtures/guard.ts sees in every test. */
export async function witness(page: Page, desk: { url: string }) {
  const seen: string[] = [];
  const context = page.context();
  await context.exposeFunction('ran', (what: unknown) => seen.push(`ran: ${String(what)}`));
  await context.addInitScript(() => {
    const { ran } = globalThis as unknown as { ran(what: string): void };
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
      Object.defineProperty(globalThis, name, { value: () => ran(name) });
  });
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on('download', (download) => seen.push(`download: ${download.url()}`));
  page.on('popup', (popup) => seen.push(`popup: ${popup.url()}`));
  page.on('framenavigated', (frame) => {
    const expected =
      frame === page.mainFrame() ? frame.url().startsWith(`${desk.url}/`) : /^about:/.test(frame.url());
    if (!expected) seen.push(`navigation: ${frame.url()}`);
  });
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin === desk.url && !ownAddress.test(pathname)) seen.push(`request: ${request.url()}`);
  });
  return seen;
}

/** The names that scripts of the page have made so far. */
export const globalsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    Object.getOwnPropertyNames(globalThis)
      .filter((name) => !/^\d+$/.test(name))
      .sort(),
  );

export interface Shown {
  /** The text of all messages, and of the reply. */
  messages: string;
  reply: string;
  /** Cells of tables in the reply. */
  cells: number;
  threats: string[];
}

const foldButton = '.reply-fold';

/** What became of mail on the page. */
export async function shownOn(page: Page): Promise<Shown> {
  const sandboxes = await page
    .locator('iframe')
    .evaluateAll((frames) => frames.map((frame) => frame.getAttribute('sandbox') ?? 'none at all'));
  const threats = sandboxes.filter((sandbox) => /none|allow-(?:scripts|forms|modals|top)/.test(sandbox));
  // Taken hold of at once: a frame whose mail changes meanwhile is loaded anew, and what it held would be gone.
  const bodies = await page.evaluateHandle(() =>
    [...document.querySelectorAll('iframe')].flatMap(({ contentDocument }) => contentDocument?.body ?? []),
  );
  const texts: string[] = [];
  for (const body of (await bodies.getProperties()).values()) {
    const element = body as JSHandle<HTMLElement>;
    texts.push(await element.evaluate(({ textContent }) => textContent));
    threats.push(...(await element.evaluate(threatsIn, undefined)));
  }

  const reply = page.locator('.reply-content');
  threats.push(...(await reply.evaluate(threatsIn, foldButton)));
  // On the desk's own page names, classes and addresses of a mail would answer to the desk.
  const named = await reply.locator('[id], [name], [class], style, [style*="url("]').evaluateAll(
    (elements, ours) =>
      elements
        .filter((element) => !element.closest(ours))
        .filter(({ className }) => !/^(?:ProseMirror-\w+|reply-kept-selection|\s)*$/.test(className))
        .map((element) => element.outerHTML.slice(0, 420)),
    foldButton,
  );
  threats.push(...named);
  const cells = await reply.locator('td').count();
  return { messages: texts.join(''), reply: (await reply.textContent()) ?? '', cells, threats };
}
