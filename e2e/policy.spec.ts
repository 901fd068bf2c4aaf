import type { Page } from '@playwright/test';
import { defaultCheckLevels } from '../src/contract/desk/checks.ts';
import { noApproval } from '../src/contract/desk/policy.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { openConversation, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

// A desk that no other file shares: its policy is changed all the time.
test.use({ holdSeconds: 2 });

const policyOn = (page: Page) => ({
  approval: (writers: string, channel: string) =>
    page.getByRole('group', { name: writers }).getByRole('switch', { name: channel }),
  check: (name: string, level: string) =>
    page.getByRole('radiogroup', { name }).getByRole('radio', { name: level }),
  save: page.getByRole('button', { name: 'Save policy' }),
  status: page.getByRole('status', { name: 'Policy status' }),
});

const openPolicy = async (page: Page) => {
  await page.goto('/settings/policy');
  await expect(policyOn(page).status).toHaveText('Saved');
};

let customer = '';
let conversation = '';
test.beforeEach(async ({ api, apiOf }) => {
  await (await apiOf('admin')).setPolicy({
    approval: { ...noApproval, reps: { email: true, text: true } },
    checks: defaultCheckLevels,
  });
  customer = newAddress('pia');
  [conversation = ''] = await api.importMail(letter({ from: `Pia Policy <${customer}>` }));
});

test('an administrator turns approval off, and a rep’s reply goes out by itself', async ({
  page,
  anotherPage,
  mailServer,
  signIn,
}) => {
  await signIn(page, 'admin');
  const reps = await anotherPage('rep');
  await openConversation(reps, conversation);
  const reply = replyOn(reps);
  await reply.sendNow.check();
  await expect(reps.getByText('A manager approves it first')).toBeVisible();

  await page.goto('/queue/review');
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('link', { name: 'Approval and checks' }).click();
  const policy = policyOn(page);
  await expect(page.getByText('A rep’s Send now waits until a manager approves it.')).toBeVisible();
  await policy.approval('Replies of reps', 'E-mail').uncheck();
  await expect(page.getByText('A text message that a rep sends waits')).toBeVisible();
  await expect(policy.status).toHaveText('Not saved yet');
  await policy.save.click();
  await expect(policy.status).toHaveText('Saved');

  await expect(reps.getByText('A manager approves it first')).toHaveCount(0);
  await reply.body.click();
  await reps.keyboard.type('Hi Pia, we come on Tuesday.');
  await reply.send.click();
  await expect(reply.status).toHaveText(/^Sent/);
  expect(mailServer.mailFor(customer)).toHaveLength(1);
});

test('a check that is set to Off no longer blocks', async ({ page, anotherPage, api, signIn }) => {
  await api.saveDraft(conversation, { body_html: '<p>Hi Pia,</p><p>ask for {{technician_name}}.</p>' });
  const managers = await anotherPage('manager');
  await openConversation(managers, conversation);
  const approve = managers.getByRole('button', { name: 'Approve and send' });
  await approve.click();
  await expect(managers.getByText('This cannot be sent until you fix what is marked in red.')).toBeVisible();

  await signIn(page, 'admin');
  await openPolicy(page);
  const policy = policyOn(page);
  await expect(policy.check('Placeholders left in', 'Block')).toBeChecked();
  await policy.check('Placeholders left in', 'Off').check();
  await policy.save.click();
  await expect(policy.status).toHaveText('Saved');

  await openConversation(managers, conversation);
  await expect(managers.getByText('Nothing to look at')).toBeVisible();
  await approve.click();
  await expect(replyOn(managers).status).toHaveText(/Queued to send|Sending|Sent/);
});

test('what is not saved is still there after a look at another page, and closing asks', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'admin');
  await openPolicy(page);
  const policy = policyOn(page);
  await policy.check('Missing attachment', 'Block').check();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Signatures' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Signatures' })).toBeVisible();
  await page.goBack();
  await expect(policy.check('Missing attachment', 'Block')).toBeChecked();
  await expect(policy.status).toHaveText('Not saved yet');

  const asked = page.waitForEvent('dialog');
  const reloading = page.reload();
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
  await reloading;
  await expect(policy.check('Missing attachment', 'Warn')).toBeChecked();
});

test.describe('of two administrators', () => {
  test.use({ expectedComplaints: /status of (401|412)/ });

  test('the second is told, and keeps both changes', async ({ page, anotherPage, signIn }) => {
    await signIn(page, 'admin');
    const other = await anotherPage('admin');
    await openPolicy(page);
    await openPolicy(other);
    const [mine, theirs] = [policyOn(page), policyOn(other)];
    // Before the other save, which this page would follow as long as nothing is changed in it.
    await mine.approval('Replies of programs with an API key', 'E-mail').check();
    await theirs.check('Doubtful domains', 'Block').check();
    await theirs.save.click();
    await expect(theirs.status).toHaveText('Saved');

    await mine.save.click();
    await expect(page.getByText('Somebody else changed the policy meanwhile.')).toBeVisible();
    await expect(mine.status).toHaveText('Not saved yet');
    await page.getByRole('button', { name: 'Keep my changes' }).click();
    await expect(mine.check('Doubtful domains', 'Block')).toBeChecked();
    await mine.save.click();
    await expect(mine.status).toHaveText('Saved');

    await openPolicy(other);
    await expect(theirs.check('Doubtful domains', 'Block')).toBeChecked();
    await expect(theirs.approval('Replies of programs with an API key', 'E-mail')).toBeChecked();
  });
});

test('a rep reads the policy and who changes it', async ({ page, signIn }) => {
  await signIn(page, 'rep');
  await page.goto('/settings/policy');
  await expect(page.getByText('Administrators change it: ask one of them.')).toBeVisible();
  await expect(page.getByRole('group', { name: 'Replies of reps' })).toContainText('E-mailNeeds approval');
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Placeholders left in' }).getByText('Block'),
  ).toBeVisible();
  await expect(page.getByRole('switch')).toHaveCount(0);
  await expect(page.getByRole('radio')).toHaveCount(0);
  await expect(page.getByText('API keys')).toHaveCount(0);
});

test('a key is trusted to send, and turned off: both hold at once and are in the activity', async ({
  page,
  api,
  apiOf,
  signIn,
}) => {
  await (await apiOf('admin')).setPolicy({
    approval: { ...noApproval, keys: { email: true, text: true } },
    checks: defaultCheckLevels,
  });
  await signIn(page, 'admin');
  await openPolicy(page);
  const key = page.getByRole('group', { name: 'AI assistant' });
  const trusted = key.getByRole('switch', { name: 'Trusted to send' });
  const active = key.getByRole('switch', { name: 'Active' });
  await trusted.check();
  await expect(key).toContainText('Its replies go out without approval.');
  await api.saveDraft(conversation, { body_html: '<p>Hi Pia, yes.</p>', autosend_draft: true });
  const shown = await page.context().newPage();
  await openConversation(shown, conversation);
  await expect(replyOn(shown).status).toHaveText(/Queued to send|Sending|Sent/);

  await active.uncheck();
  await expect(key).toContainText('The desk refuses it until it is active again.');
  await expect(api.messages(conversation)).rejects.toThrow('API Key is inactive');
  await active.check();
  await trusted.uncheck();
  await expect(key).toContainText('Its replies need approval where the policy says so.');
  await expect(api.messages(conversation)).resolves.not.toEqual([]);

  await page.goto('/activity?kind=key_changed');
  const rows = page.getByRole('list', { name: 'Activity' }).getByRole('listitem');
  await expect(rows).toHaveCount(4);
  await expect(rows.last()).toContainText('Iris Novak changed an API key');
  await expect(rows.last()).toContainText('AI assistant: active, trusted to send');
});
