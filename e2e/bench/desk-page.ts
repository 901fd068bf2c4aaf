import { chromium, type Page } from '@playwright/test';
import { chromiumArguments, findChromium } from '../run/find-chromium.ts';

/** The queue of somebody who is signed in by `cookie`, on a screen of its own; `isLong`: once it is drawn as far as it is in view. */
export async function withPage(
  { url, cookie, isLong }: { url: string; cookie: string; isLong: boolean },
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addCookies(
      cookie.split('; ').map((pair) => {
        const cut = pair.indexOf('=');
        return { name: pair.slice(0, cut), value: pair.slice(cut + 1), url };
      }),
    );
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    // tsx names functions by a helper that a page has not.
    await page.addInitScript(
      'globalThis.__name ??= (named) => named; performance.setResourceTimingBufferSize(1e5)',
    );
    await page.goto(`${url}/queue/review`);
    // A long list is drawn twice at first: the second time only as far as it is in view.
    await page
      .locator(isLong ? '[data-index][style]' : '[data-index]')
      .first()
      .waitFor();
    await use(page);
  } finally {
    await browser.close();
  }
}
