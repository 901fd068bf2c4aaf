import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/accessible.ts';
import type { DeskApi } from './fixtures/desk-api.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { replyToEach } from './fixtures/replies.ts';
import { caretToEnd, openConversation, repliesOn, replyOn, saveNothing } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

// A look at each state of a page takes axe its time. What is let go is still there to be looked at.
test.describe.configure({ timeout: 150_000 });
test.use({ holdSeconds: 600, expectedComplaints: /status of (401|404|412|500)|net::ERR_|cannot be reached/ });

const doneOn = (page: Page) => page.getByRole('region', { name: /What was done/ });

/** A mail of somebody new, and the reply that waits in its conversation. */
async function replyTo(name: string, api: DeskApi, body_html: string): Promise<string> {
  const from = `${name} <${newAddress('outcome')}>`;
  const [conversation = ''] = await api.importMail(
    letter({ from, subject: 'Leaking gutter over the porch' }),
  );
  await api.saveDraft(conversation, { body_html });
  return conversation;
}

test.describe('a reply that was let go', () => {
  let subject = '';
  let conversation = '';
  test.beforeEach(async ({ api, apiOf }) => {
    subject = `Valley ${newAddress('gone')}`;
    const rep = await apiOf('rep');
    conversation = (await replyToEach(['Quinn'], { api, by: rep, subject })).get('Quinn') ?? '';
  });

  test('as a rep finds it while it waits for a manager', async ({ page, signIn }) => {
    await signIn(page, 'rep');
    await openConversation(page, conversation);
    await expect(replyOn(page).status).toHaveText('Waiting for approval');
    await expectAccessible(page);
  });

  test('on its way out, and in its list', async ({ page, apiOf, signIn }) => {
    await (await apiOf('manager')).approveReply(conversation);
    await signIn(page, 'manager');
    await page.goto(`/queue/scheduled?search=${encodeURIComponent(subject)}`);
    await expect(repliesOn(page).getByText(/^Leaves in/)).toBeVisible();
    await expectAccessible(page);
    await openConversation(page, conversation);
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    await expectAccessible(page);
  });

  test('what is said of it in passing, with the way back, and of what came to nothing', async ({
    page,
    signIn,
  }) => {
    await signIn(page, 'manager');
    await page.goto(`/queue/approval?search=${encodeURIComponent(subject)}`);
    await repliesOn(page).getByRole('link', { name: 'Quinn' }).click();
    await page.getByRole('button', { name: 'Approve and send' }).click();
    await expect(doneOn(page).getByRole('button', { name: 'Undo' })).toBeVisible();
    await expectAccessible(page);
    await page.route('**/api/desk/decisions/undo', (route) =>
      route.fulfill({ status: 500, json: { detail: 'Internal server error' } }),
    );
    await doneOn(page).getByRole('button', { name: 'Undo' }).click();
    await expect(doneOn(page)).toContainText('Internal server error');
    await expectAccessible(page);
  });
});

test('many returned with a note, and those that nothing was decided about', async ({
  page,
  api,
  apiOf,
  signIn,
}) => {
  const subject = `Slates ${newAddress('lot')}`;
  const rep = await apiOf('rep');
  const replies = await replyToEach(['Ada', 'Bea'], { api, by: rep, subject });
  await signIn(page, 'manager');
  await page.goto(`/queue/approval?search=${encodeURIComponent(subject)}`);
  for (const name of replies.keys()) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  await page.getByRole('button', { name: 'Return 2' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toBeVisible();
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Return', exact: true }).click();
  await expect(question.getByRole('alert')).toBeVisible();
  await expectAccessible(page);
  await question.getByRole('textbox', { name: 'Note' }).fill('Say which day.');
  await rep.saveDraft(replies.get('Bea') ?? '', { body_html: '<p>No.</p>', autosend_draft: true });
  await question.getByRole('button', { name: 'Return', exact: true }).click();
  await expect(page.getByRole('alert', { name: 'Not decided' })).toContainText('Bea');
  await expectAccessible(page);
});

test('two versions of one reply: the notice, the comparison, and place by place', async ({
  page,
  api,
  signIn,
}) => {
  const first = '<p>Hi Dana,</p><p>Tuesday works.</p><p>Regards</p>';
  const conversation = await replyTo('Dana Dole', api, first);
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  const { body } = replyOn(page);
  await caretToEnd(page, body);
  await page.keyboard.type(' from all of us');
  await api.saveDraft(conversation, {
    body_html: first.replace('Regards', 'Best regards'),
    cc_emails: ['somebody.with.a.long.name@operations.acme.test'],
  });
  const notice = page.getByRole('alert').filter({ hasText: 'another version' });
  await expect(notice).toBeVisible();
  await expectAccessible(page);
  await notice.getByRole('button', { name: 'Compare' }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare versions' });
  await dialog.getByText('Difference').click();
  await expect(dialog.getByRole('region', { name: 'From theirs to mine' })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Merge' }).click();
  await expect(dialog.getByRole('group', { name: 'Place 1 of 1' })).toBeVisible();
  await expectAccessible(page);
});

test('the tools of the editor: a link, with an address that is none, and a table', async ({
  page,
  api,
  signIn,
}) => {
  const prices = '<table><tbody><tr><td>Slate</td><td>12</td></tr></tbody></table>';
  const conversation = await replyTo('Lena Link', api, `<p>See our price list.</p>${prices}`);
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  await replyOn(page).body.getByText('price').dblclick();
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  const address = page.getByRole('textbox', { name: 'Address' });
  await address.fill('not an address');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Link' }).getByRole('alert')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(address).toBeHidden();
  await replyOn(page).body.getByText('Slate').click();
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await expectAccessible(page);
});

test('without a connection: the notice, and a reply that waits for it', async ({ page, api, signIn }) => {
  const conversation = await replyTo('Otto Off', api, '<p>Hi Otto.</p>');
  await signIn(page, 'rep');
  // It comes once the page is calm.
  const part = page.waitForResponse('**/assets/offline-desk-*.js');
  await openConversation(page, conversation);
  await (await part).finished();
  const { body, sendNow, send } = replyOn(page);
  await expect(body).toContainText('Hi Otto.');
  await page.context().setOffline(true);
  await expect(page.getByRole('status', { name: 'Connection' })).toContainText('Offline:');
  await expectAccessible(page);
  await caretToEnd(page, body);
  await page.keyboard.type(' Yes.');
  await sendNow.check();
  await send.click();
  await expect(page.getByRole('region', { name: 'Waiting reply' })).toBeVisible();
  await expectAccessible(page);
});

test('a reply that did not go out, and one that the desk does not save', async ({ page, api, signIn }) => {
  await signIn(page, 'rep');
  await openConversation(page, await api.conversationWith('Eleanor Vance'));
  await expect(page.getByText('The last attempt to send this failed:')).toBeVisible();
  await expectAccessible(page);
  const conversation = await replyTo('Sid Unsaved', api, '<p>Hi Sid.</p>');
  await openConversation(page, conversation);
  await saveNothing(page);
  const { body, save } = replyOn(page);
  await caretToEnd(page, body);
  await page.keyboard.type(' Yes.');
  await save.click();
  await expect(page.getByText('The desk cannot be reached')).toBeVisible();
  await expectAccessible(page);
});

test('an earlier version restored, the draft discarded, and what an unsafe one leaves out', async ({
  page,
  api,
  signIn,
}) => {
  const conversation = await replyTo('Rhea Restore', api, '<p>We come on Tuesday.</p>');
  await api.saveDraft(conversation, { body_html: '<p>Nothing like it.</p>' });
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  await page.getByRole('list', { name: 'History' }).getByRole('button', { name: 'Restore' }).click();
  await expect(replyOn(page).body).toContainText('We come on Tuesday.');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Discard draft' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
  await expect(doneOn(page).getByRole('button', { name: 'Undo' })).toBeVisible();
  await expectAccessible(page);
  const unsafe = await replyTo(
    'Ursula Unsafe',
    api,
    '<p>Hi.</p><script>alert(1)</script><form action="https://evil.example/"><input></form><img src="https://pictures.example/1.png" alt="">',
  );
  await openConversation(page, unsafe);
  await expect(page.getByText('Unsafe parts of this draft were left out')).toBeVisible();
  await expectAccessible(page);
});

test('a conversation that is not there, and one that does not open', async ({ page, api, signIn }) => {
  await signIn(page, 'rep');
  await page.goto('/conversations/00000000-0000-4000-8000-000000000000');
  await expect(page.getByText('This conversation does not exist here')).toBeVisible();
  await expectAccessible(page);
  const conversation = await replyTo('Cora Closed', api, '<p>Hi.</p>');
  await page.route(`**/api/desk/conversations/${conversation}`, (route) =>
    route.fulfill({ status: 500, json: { detail: 'Internal server error' } }),
  );
  await page.goto(`/conversations/${conversation}`);
  await expect(page.getByText('The conversation did not open')).toBeVisible();
  await expectAccessible(page);
});
