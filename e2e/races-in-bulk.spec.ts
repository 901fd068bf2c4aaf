import type { Page } from '@playwright/test';
import { bulkOn } from './fixtures/bulk.ts';
import { approvals, approves, decisionOn, returns } from './fixtures/decision.ts';
import type { DeskApi, Draft } from './fixtures/desk-api.ts';
import { newAddress } from './fixtures/letter.ts';
import type { MailServer } from './fixtures/mail-server.ts';
import { inTurn, type Move, together } from './fixtures/race.ts';
import { replyToEach } from './fixtures/replies.ts';
import { caretToEnd, logOf, openConversation, repliesOn, replyOn, saves } from './fixtures/screen.ts';
import { expect, type TestThings, test } from './fixtures/test.ts';

test.use({ expectedComplaints: /status of (401|412)/ });

let api: DeskApi;
let mailServer: MailServer;
/** The conversation with Bea, about whose reply somebody else is busy, and the addresses of both customers. */
let bea = '';
let addresses: { Ada: string; Bea: string };

/** The rep wrote to Ada and Bea; a manager has both replies selected in the queue, and somebody else has the one to Bea open. */
async function openAll(
  { page, anotherPage, apiOf, signIn }: Pick<TestThings, 'anotherPage' | 'apiOf' | 'signIn'> & { page: Page },
  tab: 'review' | 'approval',
  other: 'rep' | 'admin',
): Promise<Page> {
  const subject = `Slates ${newAddress('lot')}`;
  const draft = (name: string): Draft => ({
    body_html: `<p>Hi ${name}, yes.</p>`,
    autosend_draft: tab === 'approval',
  });
  const replies = await replyToEach(['Bea', 'Ada'], { api, by: await apiOf('rep'), subject, draft });
  const addressOf = async (name: 'Ada' | 'Bea') =>
    (await api.draft(replies.get(name) ?? ''))?.recipient_email ?? '';
  bea = replies.get('Bea') ?? '';
  addresses = { Ada: await addressOf('Ada'), Bea: await addressOf('Bea') };
  await signIn(page, 'manager');
  await page.goto(`/queue/${tab}?search=${encodeURIComponent(subject)}`);
  await bulkOn(page).box('Ada').check();
  await bulkOn(page).box('Bea').check();
  const others = await anotherPage(other);
  await openConversation(others, bea);
  return others;
}

test.beforeEach(async ({ api: program, mailServer: server }) => {
  [api, mailServer] = [program, server];
});

const mailsFor = (name: 'Ada' | 'Bea') => mailServer.mailFor(addresses[name]).length;

/** Whoever has it open reads that it left, as the manager finds it among what was sent, and once. */
async function expectSent(manager: Page, other: Page, by: string) {
  const message = logOf(other).getByRole('article').filter({ hasText: 'Sent as approved' });
  await expect(message).toHaveCount(1);
  await expect(message).toContainText(`Sent as approved by ${by}`);
  await manager.getByRole('navigation', { name: 'Queue' }).getByRole('link', { name: 'Sent' }).click();
  await manager.getByRole('searchbox', { name: 'Search replies' }).fill(addresses.Bea);
  await expect(repliesOn(manager).getByRole('link')).toHaveCount(1);
  await expect(bulkOn(manager).row('Bea')).toContainText('Hi Bea, yes.');
  expect(await api.draft(bea)).toBeUndefined();
  expect(mailsFor('Bea')).toBe(1);
}

test.describe('a manager approves many while the rep saves one of them', () => {
  let rep: Page;
  test.beforeEach(async ({ page, anotherPage, apiOf, signIn }) => {
    rep = await openAll({ page, anotherPage, apiOf, signIn }, 'review', 'rep');
    await expect(replyOn(rep).body).toContainText('Hi Bea, yes.');
  });

  const approvesAll = async (page: Page): Promise<Move> => {
    const bulk = bulkOn(page);
    await bulk.approve.click();
    await expect(bulk.question).toContainText('2 replies were not opened since this page was loaded.');
    return { page, address: approvals, press: () => bulk.anyway.click() };
  };
  const writes = (): Move => ({
    page: rep,
    address: saves,
    press: async () => {
      const { body, save } = replyOn(rep);
      await caretToEnd(rep, body);
      await rep.keyboard.type(' Soon.');
      await save.click();
    },
  });

  const expectLeftOut = async (page: Page) => {
    const { left, row, done } = bulkOn(page);
    await expect(left).toContainText(/Bea: .*changed meanwhile/);
    await expect(done).toContainText('Approved 1 reply.');
    await expect(repliesOn(page).getByRole('link')).toHaveCount(1);
    await expect(row('Bea')).toContainText('Hi Bea, yes. Soon.');
    await expect(replyOn(rep).body).toHaveText('Hi Bea, yes. Soon.');
    await expect(replyOn(rep).status).toHaveText(/^Saved/);
    await expect(decisionOn(rep).history.getByText('approved the reply')).toHaveCount(0);
    const kept = { body_html: '<p>Hi Bea, yes. Soon.</p>', scheduled_send_at: null };
    expect(await api.draft(bea)).toMatchObject(kept);
    await expect.poll(() => mailsFor('Ada')).toBe(1);
    expect(mailsFor('Bea')).toBe(0);
  };
  const expectApproved = async (page: Page) => {
    await expect(repliesOn(page)).toHaveCount(0);
    await expect(rep.getByRole('alert')).toHaveText(
      /^The saved reply was sent at \d\d:\d\d, approved by Clark Webb\. What you wrote is still here, and was not in it\./,
    );
    await expect(replyOn(rep).body).toHaveText('Hi Bea, yes. Soon.');
    await expectSent(page, rep, 'Clark Webb');
    expect(mailsFor('Ada')).toBe(1);
  };

  test('the save comes first: that reply stays behind, and the others go', async ({ page }) => {
    await inTurn(writes(), await approvesAll(page));
    await expectLeftOut(page);
  });

  test('the yes comes first: all go, and what the rep wrote stays', async ({ page }) => {
    await inTurn(await approvesAll(page), writes());
    await expectApproved(page);
  });

  test('both come at once: it is one of the two', async ({ page }) => {
    await together(await approvesAll(page), writes());
    const isSaved = (await api.draft(bea))?.body_html.includes('Soon.');
    await (isSaved ? expectLeftOut(page) : expectApproved(page));
  });
});

test.describe('a manager returns many while another one approves one of them', () => {
  const note = 'Say which day.';
  let admin: Page;
  test.beforeEach(async ({ page, anotherPage, apiOf, signIn }) => {
    admin = await openAll({ page, anotherPage, apiOf, signIn }, 'approval', 'admin');
    await expect(replyOn(admin).status).toHaveText('Waiting for approval');
  });

  const returnsAll = async (page: Page): Promise<Move> => {
    const { giveBack, question } = bulkOn(page);
    await giveBack.click();
    await question.getByRole('textbox', { name: 'Note' }).fill(note);
    const button = question.getByRole('button', { name: 'Return', exact: true });
    return { page, address: returns, press: () => button.click() };
  };

  const expectReturned = async (page: Page) => {
    await expect(bulkOn(page).done).toContainText('Returned 2 replies.');
    await expect(repliesOn(page)).toHaveCount(0);
    await expect(replyOn(admin).status).toHaveText(/^Saved/);
    await expect(decisionOn(admin).returned).toContainText(`Returned by Clark Webb${note}`);
    expect((await api.draft(bea))?.scheduled_send_at).toBeNull();
    expect([mailsFor('Ada'), mailsFor('Bea')]).toEqual([0, 0]);
  };
  const expectLeftOut = async (page: Page) => {
    await expect(bulkOn(page).left).toContainText(/Bea: .*(being sent right now|was sent)/);
    await expect(bulkOn(page).done).toContainText('Returned 1 reply.');
    await expect(repliesOn(page)).toHaveCount(0);
    await expectSent(page, admin, 'Iris Novak');
    expect(mailsFor('Ada')).toBe(0);
  };

  test('they are returned first: none of them goes', async ({ page }) => {
    await inTurn(await returnsAll(page), approves(admin));
    await expect(decisionOn(admin).alert).toContainText(
      'Clark Webb returned this reply while you were reading it',
    );
    await expectReturned(page);
  });

  test('one is being sent by then: it stays behind, and the others are returned', async ({ page }) => {
    const release = mailServer.hold(addresses.Bea);
    await inTurn(approves(admin), await returnsAll(page), () =>
      expect(replyOn(admin).status).toHaveText('Sending'),
    );
    await expect(bulkOn(page).left).toContainText('Bea');
    release();
    await expectLeftOut(page);
  });

  test('both come at once: what has not left by then is returned', async ({ page }) => {
    await together(await returnsAll(page), approves(admin));
    const { done, left } = bulkOn(page);
    await expect(done.getByText(/Returned \d repl/)).toBeVisible();
    await ((await left.isVisible()) ? expectLeftOut(page) : expectReturned(page));
  });
});
