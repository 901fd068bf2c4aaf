import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import { journalOf, keptBodies } from './fixtures/journal.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import {
  caretAt,
  caretToEnd,
  openConversation,
  repliesOn,
  replyOn,
  saveNothing,
  saves,
} from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';
import { chromiumArguments } from './run/find-chromium.ts';

const kept = 'Not saved yet: kept in this browser';

let conversation = '';
let customer = '';
test.beforeEach(async ({ api }) => {
  customer = newAddress('greta');
  [conversation = ''] = await api.importMail(letter({ from: `Greta Gray <${customer}>` }));
});

test.describe('what was typed', () => {
  test.use({ expectedComplaints: /status of (401|403|412|507)|ERR_FAILED|ERR_INTERNET_DISCONNECTED/ });
  test.beforeEach(async ({ page, signIn }) => {
    await signIn(page, 'rep');
  });

  test('is kept within 300 ms of the last key', async ({ page }) => {
    await page.clock.install();
    await openConversation(page, conversation);
    await replyOn(page).body.click();
    await page.clock.pauseAt(Date.now() + 5000);
    await page.keyboard.type('The ladder is');
    await page.clock.runFor(100);
    await page.keyboard.type(' seven metres long');
    await page.clock.runFor(300);
    await expect
      .poll(() => keptBodies(page, conversation))
      .toEqual(['<div>The ladder is seven metres long</div>']);
  });

  test('is there again after a reload in the middle of a sentence, and typing goes on where it was', async ({
    page,
    api,
  }) => {
    await saveNothing(page);
    await api.saveDraft(conversation, { body_html: '<p>Dear Greta,</p><p>see you then.</p>' });
    await openConversation(page, conversation);
    const { body, cc, sendNow, status } = replyOn(page);
    await cc.fill('office@greta.example');
    await cc.press('Tab');
    await sendNow.check();
    await caretAt(page, body, 'Dear Greta,', 'Dear Greta,'.length);
    await page.keyboard.press('Enter');
    await page.keyboard.type('On Monday at');
    await expect(status).toHaveText(/kept in this browser$/);
    await expect
      .poll(() => keptBodies(page, conversation))
      .toEqual([expect.stringContaining('On Monday at')]);

    await page.reload();
    await expect(body).toContainText('On Monday at');
    await expect(body).toContainText('see you then.');
    await expect(page.getByRole('button', { name: 'Remove office@greta.example' })).toBeVisible();
    await expect(sendNow).toBeChecked();
    await expect(body).toBeFocused();
    await page.keyboard.type(' nine.');
    await expect(body.getByText('On Monday at nine.', { exact: true })).toBeVisible();
  });

  test('is there again after a reload that came before its last letter was read', async ({ page }) => {
    await saveNothing(page);
    await openConversation(page, conversation);
    const { body } = replyOn(page);
    await body.click();
    await page.keyboard.type('Almost don');
    await expect.poll(() => keptBodies(page, conversation)).toEqual([expect.stringContaining('Almost don')]);
    // No frame comes any more: nothing reads it but what is done as the page goes.
    await page.evaluate(() => {
      globalThis.requestAnimationFrame = () => 0;
    });
    await page.keyboard.type('e');
    await page.reload();
    await expect(body).toContainText('Almost done');
  });

  test('is there again after the tab was closed without a word', async ({ page }) => {
    await saveNothing(page);
    await openConversation(page, conversation);
    await replyOn(page).body.click();
    await page.keyboard.type('Closed too early');
    await expect.poll(() => keptBodies(page, conversation)).toEqual([expect.stringContaining('too early')]);
    const context = page.context();
    await page.close({ runBeforeUnload: false });
    const next = await context.newPage();
    await openConversation(next, conversation);
    await expect(replyOn(next).body).toHaveText('Closed too early');
  });

  test('stays while the connection is down, says so, and is saved once it is back', async ({ page, api }) => {
    await openConversation(page, conversation);
    const { body, status } = replyOn(page);
    await body.click();
    await page.context().setOffline(true);
    await page.keyboard.type('Written in a tunnel');
    await expect(status).toHaveText('Offline: kept in this browser');
    await expect.poll(() => keptBodies(page, conversation)).toEqual([expect.stringContaining('in a tunnel')]);
    await page.context().setOffline(false);
    await expect(status).toHaveText(/^Saved \d\d:\d\d$/);
    expect((await api.draft(conversation))?.body_html).toContain('Written in a tunnel');
    await expect.poll(() => keptBodies(page, conversation)).toEqual([]);
  });

  test('stays while the disk of the desk is full, and the page says why it is not saved', async ({
    page,
    api,
  }) => {
    await page.route(saves, (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 507, json: { detail: 'The disk of the desk is full.' } })
        : route.continue(),
    );
    await openConversation(page, conversation);
    const { body, status } = replyOn(page);
    await body.click();
    await page.keyboard.type('Kept all the same');
    await expect(page.getByText('The disk of the desk is full.')).toBeVisible();
    await expect(status).toHaveText(kept);
    await page.reload();
    await expect(body).toHaveText('Kept all the same');
    await page.unroute(saves);
    await expect(status).toHaveText(/^Saved/);
    expect((await api.draft(conversation))?.body_html).toContain('Kept all the same');
  });

  test('is there again after a sign-out, for nobody else', async ({ page }) => {
    await saveNothing(page);
    // Not with the session that the other tests share: it ends here.
    await page.context().clearCookies();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: /Continue as Kara Danvers/ }).click();
    await expect(repliesOn(page)).toBeVisible();
    await openConversation(page, conversation);
    const { body } = replyOn(page);
    await body.click();
    await page.keyboard.type('For my eyes');
    await expect.poll(() => keptBodies(page, conversation)).toEqual([expect.stringContaining('my eyes')]);
    const signInAs = async (name: RegExp) => {
      await page.getByRole('button', { name: /^Account of/ }).click();
      await page.getByRole('button', { name: 'Sign out', exact: true }).click();
      await page.getByRole('button', { name }).click();
      await expect(repliesOn(page)).toBeVisible();
      await openConversation(page, conversation);
    };
    await signInAs(/Continue as Clark Webb/);
    await expect(body).toHaveText('');
    await signInAs(/Continue as Kara Danvers/);
    await expect(body).toHaveText('For my eyes');
  });

  test('is there again after the session ended by itself', async ({ page }) => {
    await openConversation(page, conversation);
    const { body, status } = replyOn(page);
    await body.click();
    await page.context().clearCookies();
    await page.keyboard.type('Nobody signed me out');
    await expect(page.getByText('kept in this browser, and there again')).toBeVisible();
    await page.getByRole('button', { name: /Continue as Kara Danvers/ }).click();
    await expect(body).toHaveText('Nobody signed me out');
    await expect(status).toHaveText(/^Saved/);
  });

  test('of two tabs is never one in place of the other', async ({ page }) => {
    const context = page.context();
    // No save is ever answered.
    await context.route(saves, (route) =>
      route.request().method() === 'POST' ? undefined : route.continue(),
    );
    await openConversation(page, conversation);
    const second = await context.newPage();
    await openConversation(second, conversation);
    await replyOn(page).body.click();
    await page.keyboard.type('From the first tab');
    await replyOn(second).body.click();
    await second.keyboard.type('From the second tab');
    await expect
      .poll(async () => (await keptBodies(second, conversation)).toSorted().join())
      .toMatch(/From the first tab.*From the second tab/);
    await page.close();
    await second.close();

    const third = await context.newPage();
    await openConversation(third, conversation);
    const { body } = replyOn(third);
    await expect(body).toHaveText('From the second tab');
    await third.getByRole('button', { name: 'Show theirs' }).click();
    await expect(body).toHaveText('From the first tab');
  });

  test('on top of what somebody else saved meanwhile is offered beside it', async ({ page, api }) => {
    await saveNothing(page);
    await api.saveDraft(conversation, { body_html: '<p>From the AI.</p>' });
    await openConversation(page, conversation);
    const { body } = replyOn(page);
    await caretToEnd(page, body);
    await page.keyboard.type(' And me.');
    await expect.poll(() => keptBodies(page, conversation)).toEqual([expect.stringContaining('And me.')]);
    await page.goto('/queue/review');
    await page.unroute(saves);
    await api.saveDraft(conversation, { body_html: '<p>The AI changed its mind.</p>' });
    await openConversation(page, conversation);
    await expect(body).toHaveText('From the AI. And me.');
    await expect(page.getByRole('alert').filter({ hasText: 'saved another version' })).toBeVisible();
    expect((await api.draft(conversation))?.body_html).toBe('<p>The AI changed its mind.</p>');
    const [entry] = await journalOf(page);
    expect(entry?.content.baseBody).toEqual({ body_html: '<p>From the AI.</p>', cc: [], bcc: [] });
  });

  test('is not kept where the browser refuses, and the page says so', async ({ page, api }) => {
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('Not here', 'SecurityError');
      };
    });
    await openConversation(page, conversation);
    await expect(page.getByText('This browser keeps no copy of what you write')).toBeVisible();
    const { body, status } = replyOn(page);
    await body.click();
    await page.keyboard.type('Only on this page');
    await expect(status).toHaveText('Not saved yet');
    await expect(status).toHaveText(/^Saved/);
    expect((await api.draft(conversation))?.body_html).toContain('Only on this page');
  });

  test('is not kept where the browser is full, and the page says so until there is room', async ({
    page,
  }) => {
    await saveNothing(page);
    await page.addInitScript(() => {
      const { put } = IDBObjectStore.prototype;
      Object.assign(globalThis, { isFull: true });
      IDBObjectStore.prototype.put = function (...given) {
        if ((globalThis as unknown as { isFull: boolean }).isFull)
          throw new DOMException('No room', 'QuotaExceededError');
        return put.apply(this, given);
      };
    });
    await openConversation(page, conversation);
    const { body } = replyOn(page);
    await body.click();
    await page.keyboard.type('No room');
    const notice = page.getByText('This browser has no room left');
    await expect(notice).toBeVisible();
    await page.evaluate(() => Object.assign(globalThis, { isFull: false }));
    await page.keyboard.type(' for this');
    await expect(notice).toBeHidden();
    await expect
      .poll(() => keptBodies(page, conversation))
      .toEqual([expect.stringContaining('No room for this')]);
  });
});

/** Chromium with a profile that outlives it, as a process of its own. */
async function startBrowser(profile: string) {
  const program = spawn(
    process.env.CHROMIUM_PATH ?? '',
    [
      ...chromiumArguments,
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  const exited = once(program, 'exit');
  let address: string | undefined;
  for await (const line of createInterface({ input: program.stderr })) {
    address = /DevTools listening on (ws:.+)/.exec(line)?.[1];
    if (address) break;
  }
  const browser = await chromium.connectOverCDP(address ?? '');
  const [context] = browser.contexts();
  if (!context || program.pid === undefined) throw new Error('Chromium did not start');
  const group = -program.pid;
  return {
    page: await context.newPage(),
    async kill() {
      process.kill(group, 'SIGKILL');
      await exited;
      await browser.close();
    },
  };
}

test('what was typed survives that the browser is killed', async ({ desk, signIn }) => {
  const profile = await mkdtemp(join(tmpdir(), 'countersign-profile-'));
  const open = async ({ page }: Awaited<ReturnType<typeof startBrowser>>) => {
    await signIn(page, 'rep');
    await page.goto(`${desk.url}/conversations/${conversation}`);
    return replyOn(page).body;
  };
  const first = await startBrowser(profile);
  await saveNothing(first.page);
  await (await open(first)).click();
  await first.page.keyboard.type('The plug was pulled');
  await expect
    .poll(() => keptBodies(first.page, conversation))
    .toEqual([expect.stringContaining('was pulled')]);
  await first.kill();

  const second = await startBrowser(profile);
  await expect(await open(second)).toHaveText('The plug was pulled');
  await second.kill();
  await rm(profile, { recursive: true, force: true });
});
