import type { Page } from '@playwright/test';
import type { DeskApi } from '../fixtures/desk-api.ts';
import { openConversation, replyOn } from '../fixtures/screen.ts';
import { test as base, expect } from '../fixtures/test.ts';
import { coveredPlaces, deskLook } from './desk-look.ts';
import { asNames, long, thread } from './mails.ts';
import { globalsOf, type Shown, shownOn, witness } from './witness.ts';

/** Holds a conversation full of attacks against one of harmless words. */
export class GuardedDesk {
  readonly page: Page;
  readonly seen: string[];
  #look: Record<string, string> = {};
  #globals: string[] = [];

  constructor(page: Page, seen: string[]) {
    this.page = page;
    this.seen = seen;
  }

  async learn(api: DeskApi): Promise<void> {
    const conversation = await thread(api, [{ name: 'Harmless', subject: 'Words', html: long }]);
    await api.saveDraft(conversation, { body_html: long, cc_emails: asNames(['A']) });
    await openConversation(this.page, conversation);
    await expect(replyOn(this.page).body).toContainText('Nothing but words.');
    await this.settled();
    this.#look = await deskLook(this.page);
    this.#globals = await globalsOf(this.page);
    expect(await coveredPlaces(this.page)).toEqual([]);
  }

  /** Until every part is drawn, every frame has loaded, and whatever an attack could start with it has had its turn. */
  async settled(): Promise<void> {
    await expect(replyOn(this.page).body).toBeVisible();
    // They come after the text.
    await expect(this.page.getByRole('toolbar').getByRole('button').first()).toBeVisible();
    await expect(this.page.getByRole('region', { name: 'Story', exact: true })).toBeVisible();
    await this.page.evaluate(async () => {
      const frames = [...document.querySelectorAll('iframe')];
      for (const frame of frames)
        if (frame.contentDocument?.URL !== 'about:srcdoc')
          await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      for (let n = 0; n < 3; n++) await new Promise(requestAnimationFrame);
    });
  }

  async expectUnharmed(): Promise<Omit<Shown, 'threats'>> {
    // Pasted pictures are on their way to the desk for a moment.
    await expect(this.page.locator('button[aria-busy]')).toHaveCount(0);
    await this.settled();
    const { threats, ...shown } = await shownOn(this.page);
    expect(threats).toEqual([]);
    expect(await coveredPlaces(this.page)).toEqual([]);
    expect(await deskLook(this.page)).toEqual(this.#look);
    expect(await globalsOf(this.page)).toEqual(this.#globals);
    expect(this.seen).toEqual([]);
    return shown;
  }
}

/** A test with a rep's desk that is watched from its first page on. */
export const test = base.extend<{ guarded: GuardedDesk }>({
  // A picture in the message itself that is none is nothing to fetch.
  expectedComplaints: /status of 401|ERR_INVALID_URL$/,
  guarded: async ({ page, api, signIn, desk: { url } }, use) => {
    const seen = await witness(page, { url });
    await signIn(page, 'rep');
    const guarded = new GuardedDesk(page, seen);
    await guarded.learn(api);
    await use(guarded);
    expect(seen).toEqual([]);
  },
});
