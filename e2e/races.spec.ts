import type { Page } from '@playwright/test';
import { approves, decisionOn, returnsWith } from './fixtures/decision.ts';
import type { DeskApi } from './fixtures/desk-api.ts';
import { gate } from './fixtures/gate.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import type { MailServer } from './fixtures/mail-server.ts';
import { inTurn, type Move, together } from './fixtures/race.ts';
import { caretToEnd, logOf, mailBody, openConversation, replyOn, saves } from './fixtures/screen.ts';
import { expect, type TestThings, test } from './fixtures/test.ts';

test.use({ expectedComplaints: /status of (401|412)/ });

const words = '<p>Hi Wren,</p><p>we come on Tuesday.</p>';
const note = 'Say which Tuesday.';

let customer = '';
let conversation = '';
let api: DeskApi;
let mailServer: MailServer;
test.beforeEach(async ({ api: program, mailServer: server }) => {
  [api, mailServer] = [program, server];
  customer = newAddress('wren');
  [conversation = ''] = await api.importMail(
    letter({ from: `Wren Customer <${customer}>`, messageId: `<${customer}>` }),
  );
});

/** Two people read the reply that the rep saved, or asks for a yes to. */
async function openBoth(
  { page, anotherPage, apiOf, signIn }: Pick<TestThings, 'anotherPage' | 'apiOf' | 'signIn'> & { page: Page },
  [one, other]: ['rep' | 'manager', 'manager' | 'admin'],
  how: 'saved' | 'waiting',
): Promise<[Page, Page]> {
  await (await apiOf('rep')).saveDraft(conversation, { body_html: words, autosend_draft: how === 'waiting' });
  await signIn(page, one);
  const pages: [Page, Page] = [page, await anotherPage(other)];
  await Promise.all(pages.map((each) => openConversation(each, conversation)));
  for (const each of pages) {
    if (how === 'saved') await expect(replyOn(each).body).toContainText('on Tuesday.');
    else await expect(replyOn(each).status).toHaveText('Waiting for approval');
  }
  return pages;
}

const typed = ' Early.';
const edited = words.replace('Tuesday.', `Tuesday.${typed}`);

/** The rep writes on, and saves that or asks for a yes to it. */
const writes = (page: Page, then: 'save' | 'send'): Move => ({
  page,
  address: saves,
  press: async () => {
    const reply = replyOn(page);
    if (then === 'send') await reply.sendNow.check();
    await caretToEnd(page, reply.body);
    await page.keyboard.type(typed);
    await reply[then].click();
  },
});

/** Both read the same of what was decided, and by whom, the last first. */
async function expectDeeds(pages: Page[], deeds: string[]) {
  for (const page of pages) {
    const told = decisionOn(page).history.getByRole('listitem');
    const decided = told.filter({ hasText: /approv|returned|took|sent|held/ });
    await expect(decided).toHaveCount(deeds.length);
    await expect(decided).toContainText(deeds);
  }
}

/** Both read that the reply left as it was approved; and so it did, once. */
async function expectSent(pages: Page[], by: string, deedsBefore: string[]) {
  for (const page of pages) {
    const message = logOf(page).getByRole('article').filter({ hasText: 'Sent as approved' });
    await expect(message).toHaveCount(1);
    await expect(message).toContainText(`Sent as approved by ${by}`);
    await expect(mailBody(page).locator('body')).toHaveText(/we come on Tuesday\.\s*$/);
  }
  await expectDeeds(pages, ['The desk sent the reply', `${by} approved the reply`, ...deedsBefore]);
  expect(await api.draft(conversation)).toBeUndefined();
  const [arrived, ...again] = mailServer.mailFor(customer);
  expect(again).toEqual([]);
  expect(arrived?.mail.text).toMatch(/we come on Tuesday\.\s*$/);
}

/** Both read the reply in one state, and nothing left. */
async function expectKept(pages: Page[], status: RegExp | string, body: string) {
  const isWaiting = status === 'Waiting for approval';
  for (const page of pages) {
    await expect(replyOn(page).status).toHaveText(status);
    const shown = isWaiting
      ? page.getByTitle('Queued reply').contentFrame().locator('body')
      : replyOn(page).body;
    await expect(shown).toHaveText(body.replaceAll(/<.+?>/g, ''));
  }
  const scheduled_send_at = isWaiting ? expect.any(String) : null;
  expect(await api.draft(conversation)).toMatchObject({ body_html: body, scheduled_send_at });
  expect(mailServer.mailFor(customer)).toEqual([]);
}

const changed = 'changed while you were reading it. Nothing was sent';
const asked = 'Kara Danvers asked for approval';

test.describe('a manager approves while the rep saves', () => {
  let rep: Page;
  let manager: Page;
  test.beforeEach(async ({ page, anotherPage, apiOf, signIn }) => {
    [rep, manager] = await openBoth({ page, anotherPage, apiOf, signIn }, ['rep', 'manager'], 'saved');
  });

  const expectSaved = async () => {
    await expect(decisionOn(manager).alert).toContainText(changed);
    await expectKept([rep, manager], /^Saved/, edited);
    await expectDeeds([rep, manager], []);
  };
  const expectApproved = async () => {
    await expectSent([rep, manager], 'Clark Webb', []);
    await expect(replyOn(manager).status).toHaveText(/^Sent/);
    await expect(rep.getByRole('alert')).toHaveText(
      /^The saved reply was sent at \d\d:\d\d, approved by Clark Webb\. What you wrote is still here, and was not in it\./,
    );
    await expect(replyOn(rep).body).toContainText(`Tuesday.${typed}`);
  };

  test('the save comes first: it is read before anything goes', async () => {
    await inTurn(writes(rep, 'save'), approves(manager));
    await expectSaved();
  });

  test('the yes comes first: what it was said to goes, and what the rep wrote stays', async () => {
    await inTurn(approves(manager), writes(rep, 'save'));
    await expectApproved();
  });

  test('both come at once: it is one of the two', async () => {
    await together(writes(rep, 'save'), approves(manager));
    const isSaved = (await api.draft(conversation))?.body_html === edited;
    await (isSaved ? expectSaved() : expectApproved());
  });
});

test('a manager approves what the rep has just taken back to write on: it stays', async ({
  page,
  anotherPage,
  apiOf,
  signIn,
}) => {
  const people = { page, anotherPage, apiOf, signIn };
  const [rep, manager] = await openBoth(people, ['rep', 'manager'], 'waiting');
  const takesBack: Move = {
    page: rep,
    address: '**/reply/recall',
    press: () => rep.getByRole('button', { name: 'Edit', exact: true }).click(),
  };
  await inTurn(takesBack, approves(manager));
  await expect(decisionOn(manager).alert).toContainText('was taken back while you were reading it');
  await expectKept([rep, manager], /^Saved/, words);
  await expectDeeds([rep, manager], ['Kara Danvers took the reply back', asked]);
});

test.describe('the rep sends while a manager returns', () => {
  let rep: Page;
  let manager: Page;
  test.beforeEach(async ({ page, anotherPage, apiOf, signIn }) => {
    [rep, manager] = await openBoth({ page, anotherPage, apiOf, signIn }, ['rep', 'manager'], 'saved');
  });

  const expectAsked = async () => {
    await expectKept([rep, manager], 'Waiting for approval', edited);
    const wasReturned = await decisionOn(rep).returned.isVisible();
    await expectDeeds(
      [rep, manager],
      wasReturned ? [asked, `Clark Webb returned the reply: “${note}”`] : [asked],
    );
    if (wasReturned) await expect(decisionOn(manager).returned).toContainText(note);
    else await expect(decisionOn(manager).note).toHaveValue(note);
    return wasReturned;
  };

  test('the reply is sent first: it is not returned unread, and the note stays', async () => {
    await inTurn(writes(rep, 'send'), await returnsWith(note, manager));
    await expect(decisionOn(manager).alert).toContainText(changed);
    expect(await expectAsked()).toBe(false);
  });

  test('it is returned first: it waits as the rep wrote on, and both read the note', async () => {
    await inTurn(await returnsWith(note, manager), writes(rep, 'send'));
    expect(await expectAsked()).toBe(true);
  });

  test('both come at once: it waits as the rep wrote on, with the note or without', async () => {
    await together(writes(rep, 'send'), await returnsWith(note, manager));
    await expectAsked();
  });
});

test.describe('the customer writes while a manager approves', () => {
  const answer = 'Friday, please.';
  let rep: Page;
  let manager: Page;
  test.beforeEach(async ({ page, anotherPage, apiOf, signIn }) => {
    [rep, manager] = await openBoth({ page, anotherPage, apiOf, signIn }, ['rep', 'manager'], 'waiting');
  });

  const customerWrites = () =>
    api.importMail(letter({ from: `Wren Customer <${customer}>`, text: answer, inReplyTo: `<${customer}>` }));
  const expectRead = async () => {
    for (const each of [rep, manager]) await expect(logOf(each).getByText(answer)).toBeVisible();
  };

  test('the mail comes first: nothing leaves before it was read', async () => {
    await inTurn(customerWrites, approves(manager));
    await expect(decisionOn(manager).alert).toContainText('The customer wrote again');
    await expectRead();
    await expectKept([rep, manager], 'Waiting for approval', words);
    await expectDeeds([rep, manager], [asked]);
  });

  test('the reply is being sent by then: it arrives once, and both read the mail', async () => {
    const release = mailServer.hold(customer);
    await decisionOn(manager).approve.click();
    await expect(replyOn(rep).status).toHaveText('Sending');
    await customerWrites();
    await expectRead();
    release();
    await expectSent([rep, manager], 'Clark Webb', [asked]);
  });

  test('both come at once: it waits, was stopped, or left', async () => {
    await Promise.all([decisionOn(manager).approve.click(), customerWrites()]);
    await expectRead();
    const refused = decisionOn(manager).alert;
    const stopped = decisionOn(manager).history.getByText('held the reply: the customer wrote again');
    const sent = logOf(manager).getByText('Sent as approved');
    await expect(refused.or(stopped).or(sent)).toBeVisible();
    if (await sent.isVisible()) return expectSent([rep, manager], 'Clark Webb', [asked]);
    const wasStopped = await stopped.isVisible();
    await expectKept([rep, manager], wasStopped ? 'Could not send' : 'Waiting for approval', words);
    await expectDeeds([rep, manager], wasStopped ? ['The desk held', 'Clark Webb approved', asked] : [asked]);
  });
});

test.describe('two managers', () => {
  let manager: Page;
  let admin: Page;
  test.beforeEach(async ({ page, anotherPage, apiOf, signIn }) => {
    [manager, admin] = await openBoth({ page, anotherPage, apiOf, signIn }, ['manager', 'admin'], 'waiting');
  });

  test('approve, one after the other: the first one did', async () => {
    await inTurn(approves(admin), approves(manager));
    await expectSent([manager, admin], 'Iris Novak', [asked]);
  });

  test('approve at once: one of them did', async () => {
    await together(approves(admin), approves(manager));
    const told = await decisionOn(manager).history.getByText('approved the reply').textContent();
    await expectSent([manager, admin], told?.includes('Iris Novak') ? 'Iris Novak' : 'Clark Webb', [asked]);
  });

  const returned = `Clark Webb returned the reply: “${note}”`;
  const expectReturned = async (deeds: string[]) => {
    await expectKept([manager, admin], /^Saved/, words);
    for (const each of [manager, admin])
      await expect(decisionOn(each).returned).toContainText(`Returned by Clark Webb${note}`);
    await expectDeeds([manager, admin], deeds);
  };

  test('return and approve: what was returned first does not go', async () => {
    await inTurn(await returnsWith(note, manager), approves(admin));
    await expect(decisionOn(admin).alert).toContainText(
      'Clark Webb returned this reply while you were reading it',
    );
    await expectReturned([returned, asked]);
  });

  test('return and approve: what is being sent is not returned, and the note stays to be read', async () => {
    const release = mailServer.hold(customer);
    await inTurn(approves(admin), await returnsWith(note, manager), async () => {
      await expect(replyOn(manager).status).toHaveText('Sending');
    });
    await expect(manager.getByRole('alert')).toContainText('is being sent right now');
    release();
    await expectSent([manager, admin], 'Iris Novak', [asked]);
    await expect(manager.getByRole('status').filter({ hasText: 'was not handed over' })).toContainText(note);
  });

  test('return and approve at once: what has not left by then is returned', async () => {
    const decision = decisionOn(manager);
    await together(await returnsWith(note, manager), approves(admin));
    const wasReturned = decision.done.getByText('Returned the reply for Wren Customer.');
    await expect(wasReturned.or(manager.getByRole('alert').first())).toBeVisible();
    if (!(await wasReturned.isVisible())) return expectSent([manager, admin], 'Iris Novak', [asked]);
    const approvedBefore = decision.history.getByText('approved the reply');
    await expect(decision.history).toContainText('Clark Webb returned');
    const deeds = (await approvedBefore.isVisible()) ? ['Iris Novak approved the reply', asked] : [asked];
    await expectReturned([returned, ...deeds]);
  });
});

test.describe('a manager approves with an edit while another one returns', () => {
  test.use({ expectedComplaints: /status of 409/ });
  let manager: Page;
  let admin: Page;
  test.beforeEach(async ({ page, anotherPage, apiOf, signIn }) => {
    [manager, admin] = await openBoth({ page, anotherPage, apiOf, signIn }, ['manager', 'admin'], 'saved');
  });

  const approvesEdited = (page: Page): Move => ({
    page,
    address: saves,
    press: async () => {
      await caretToEnd(page, replyOn(page).body);
      await page.keyboard.type(typed);
      await decisionOn(page).approveEdited.click();
    },
  });

  test('the return comes first: it is read before anything goes, and the edit stays', async () => {
    await inTurn(await returnsWith(note, manager), approvesEdited(admin));
    await expect(admin.getByRole('region', { name: 'Your reply' }).getByRole('alert')).toContainText(
      'Clark Webb returned this reply while you were reading it: read why, then decide again.',
    );
    await expect(decisionOn(admin).returned).toContainText(`Returned by Clark Webb${note}`);
    await expect(replyOn(admin).body).toContainText(`Tuesday.${typed}`);
    expect(mailServer.mailFor(customer)).toEqual([]);
    await decisionOn(admin).approveEdited.click();
    await expect(replyOn(manager).status).toHaveText(/^Sent/);
    expect(mailServer.mailFor(customer)).toHaveLength(1);
  });

  test('whoever has read the return decides anew, though the page still asks for the history', async () => {
    const history = gate();
    await admin.route('**/history*', async (route) => {
      await history.opened;
      await route.continue();
    });
    await inTurn(await returnsWith(note, manager), approvesEdited(admin));
    await expect(admin.getByRole('region', { name: 'Your reply' }).getByRole('alert')).toBeVisible();
    await expect(decisionOn(admin).returned).toContainText(note);
    await decisionOn(admin).approveEdited.click();
    history.open();
    await expect(replyOn(manager).status).toHaveText(/^Sent/);
    expect(mailServer.mailFor(customer)).toHaveLength(1);
  });
});
