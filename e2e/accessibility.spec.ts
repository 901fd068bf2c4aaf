import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './fixtures/accessible.ts';
import type { DeskApi } from './fixtures/desk-api.ts';
import { letter, newAddress } from './fixtures/letter.ts';
import { logOf, openConversation, previewOn, repliesOn, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';
import { unseenFocus } from './fixtures/unseen-focus.ts';

// A look at each state of a page takes axe its time, by day and by night.
test.describe.configure({ timeout: 150_000 });

const noNews = { data: [], pagination: { limit: 25, cursor: null, next_cursor: null, has_more: false } };

/** As a keyboard gets there; where nothing is reached, the test says what was. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const passed: string[] = [];
  for (let n = 0; n < 150; n += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
    passed.push(
      await page.evaluate(
        () =>
          document.activeElement?.getAttribute('aria-label') ??
          document.activeElement?.textContent?.slice(0, 30) ??
          '',
      ),
    );
  }
  throw new Error(`Tab does not lead there, but to: ${passed.slice(0, 60).join(' | ')}`);
}

/** What is wrong with the focus on its way forth through the page, and back. */
async function unseenOnTheWay(page: Page): Promise<string[]> {
  const unseen = new Set<string>();
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let n = 0; n < 60; n += 1) {
      await page.keyboard.press(key);
      const problem = await page.evaluate(unseenFocus);
      if (problem !== null) unseen.add(problem);
      if (await page.evaluate(() => document.activeElement === document.body)) break;
    }
  }
  return [...unseen];
}

test('the sign-in page, also after a wrong password', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: /Clark Webb/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Email' }).fill('rep@acme.test');
  await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessible(page);
});

test.describe('the lists', () => {
  test.beforeEach(({ page, signIn }) => signIn(page, 'manager'));

  for (const tab of ['review', 'approval', 'failed']) {
    test(`the tab ${tab}`, async ({ page }) => {
      await page.goto(`/queue/${tab}`);
      await expect(repliesOn(page)).toBeVisible();
      await expectAccessible(page);
    });
  }

  test('the filters, open and on', async ({ page }) => {
    await page.goto('/queue/review?author=ai&age=1h');
    await expect(repliesOn(page)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Filters', exact: true }).click();
    await expect(page.getByRole('group', { name: 'Filters', exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.goto('/queue/sent?author=nobody&age=9w');
    await expect(page.getByText('No reply matches these filters')).toBeVisible();
    await expectAccessible(page);
  });

  test('all conversations, a search that finds nothing, and an address that leads nowhere', async ({
    page,
  }) => {
    await page.goto('/conversations');
    await expect(page.getByRole('list', { name: 'Conversations' })).toBeVisible();
    await expectAccessible(page);
    await page.goto('/queue/sent?search=nobody+is+called+this');
    await expect(page.getByText('No reply matches')).toBeVisible();
    await expectAccessible(page);
    await page.goto('/nowhere');
    await expect(page.getByText('There is no page at this address')).toBeVisible();
    await expectAccessible(page);
  });

  test('the account menu', async ({ page }) => {
    await page.goto('/queue/review');
    await page.getByRole('button', { name: /^Account of/ }).click();
    await expect(page.getByRole('button', { name: 'Sign out', exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'End all my sessions' }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await expectAccessible(page);
  });
});

test('the notifications, read and unread, and none, also on a phone', async ({
  page,
  api,
  apiOf,
  signIn,
}) => {
  const [conversation = ''] = await api.importMail(letter({ from: `Nora News <${newAddress('nora')}>` }));
  const kara = await apiOf('rep');
  await kara.saveDraft(conversation, { body_html: '<p>Hi.</p>', add_notification: true });
  await signIn(page, 'manager');
  await page.goto('/queue/review');
  const list = page.getByRole('dialog', { name: 'Notifications' });
  await page.getByRole('button', { name: /^Notifications, .* unread$/ }).click();
  await expect(list.getByText('New').first()).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await signIn(page, 'admin');
  await page.route('**/api/desk/news?*', (route) => route.fulfill({ json: noNews }));
  await page.goto('/queue/review');
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await expect(list.getByText('Nothing new')).toBeVisible();
  await expectAccessible(page);
});

test('the API keys, none and some, and a new one from its name to its copy, also on a phone', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'admin');
  await page.route('**/api/desk/api-keys', (route) =>
    route.request().method() === 'GET' ? route.fulfill({ json: { data: [] } }) : route.continue(),
  );
  await page.goto('/settings/policy');
  await expect(page.getByText('No program has a key')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Seen by everybody');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Make key' }).click();
  await page.getByRole('button', { name: 'Copy' }).click();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('group', { name: 'Seen by everybody' })).toBeVisible();
  await expectAccessible(page);
});

test.describe('the signatures', () => {
  for (const person of ['rep', 'manager'] as const) {
    test(`of a ${person}`, async ({ page, signIn }) => {
      await signIn(page, person);
      await page.goto('/settings/signatures');
      await expect(page.getByRole('textbox', { name: 'My signature' })).toBeVisible();
      await expect(page.getByTitle('Preview: Organisation signature')).toBeVisible();
      await expectAccessible(page);
    });
  }

  test('in a reply: the menu, and the signature beside shown history', async ({ page, api, signIn }) => {
    await signIn(page, 'rep');
    await openConversation(page, await api.conversationWith('Miles O’Brien'));
    const { body } = replyOn(page);
    await body.getByRole('button', { name: 'Show quoted text' }).click();
    await page.getByRole('button', { name: 'Insert signature' }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('menuitem', { name: 'My signature' }).click();
    await expect(body.getByText('Kara Danvers')).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe('the policy and the activity', () => {
  for (const person of ['rep', 'admin'] as const) {
    test(`the policy, for the role ${person}, also on a phone`, async ({ page, signIn }) => {
      await signIn(page, person);
      await page.goto('/settings/policy');
      await expect(page.getByText('Missing attachment')).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page);
    });
  }

  test('the activity, also on a phone, and as a rep finds it', async ({ page, anotherPage, signIn }) => {
    await signIn(page, 'manager');
    await page.goto('/activity');
    await expect(page.getByRole('list', { name: 'Activity' })).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    const reps = await anotherPage('rep');
    await reps.goto('/activity');
    await expect(reps.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(reps);
  });
});

test.describe('a list that did not load', () => {
  test.use({ expectedComplaints: /status of (401|500)/ });

  test('the error with its way out', async ({ page, signIn }) => {
    await signIn(page, 'rep');
    await page.route('**/api/desk/queue/**', (route) =>
      route.fulfill({ status: 500, json: { detail: 'Internal server error' } }),
    );
    await page.goto('/queue/review');
    await expect(page.getByRole('alert')).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe('the conversations', () => {
  test.beforeEach(({ page, signIn }) => signIn(page, 'rep'));

  for (const name of [
    'Diana Prince',
    'Miles O’Brien',
    'نجوى الكرم',
    'Priya Raman',
    'Eleanor Vance',
    'Mateus Silva',
    '+15138675309',
  ]) {
    test(`with ${name}`, async ({ page, api }) => {
      await openConversation(page, await api.conversationWith(name));
      await expect(replyOn(page).status).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
    });
  }

  test('that somebody else is writing in, and took over', async ({ page, api, anotherPage }) => {
    const [conversation = ''] = await api.importMail(letter({ from: `Axel Axe <${newAddress('axel')}>` }));
    const other = await anotherPage('manager');
    await openConversation(page, conversation);
    await openConversation(other, conversation);
    await replyOn(page).body.click();
    await page.keyboard.type('Mine.');
    await other.getByRole('button', { name: 'Take over' }).click();
    await expect(page.getByText('Clark Webb took over this reply.')).toBeVisible();
    await expectAccessible(page);
    await expect(other.getByText('Kara is viewing')).toBeVisible();
    await expectAccessible(other);
  });

  test('with recipients, suggestions, an invalid one, and the question before discarding', async ({
    page,
    api,
  }) => {
    const customer = newAddress('axel');
    const [conversation = ''] = await api.importMail(letter({ from: `Axel Axe <${customer}>` }));
    await api.saveDraft(conversation, { body_html: '<p>Hi.</p>', cc_emails: ['one@axe.example'] });
    await openConversation(page, conversation);
    const { cc, save, body } = replyOn(page);
    await expect(body).toBeVisible();
    await cc.click();
    await page.keyboard.type('a');
    await expect(page.getByRole('option').first()).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.type(' wrong one,');
    await page.keyboard.press('Escape');
    await save.click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Discard draft' }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await expectAccessible(page);
  });
});

test('a text message with marks, and with what they cost, also on a phone', async ({ page, api, signIn }) => {
  await signIn(page, 'rep');
  await openConversation(page, await api.conversationWith('+15138675309'));
  const { body } = replyOn(page);
  await body.fill(`“On our way” — é\u0301\u200b 🎉 ${'x'.repeat(700)}`);
  await expect(page.getByRole('button', { name: 'Replace with plain characters' })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
});

test('the preview of a reply, in each width, and on a phone', async ({ page, api, signIn }) => {
  const [conversation = ''] = await api.importMail(
    letter({ from: `Petra Preview <${newAddress('petra')}>` }),
  );
  await api.saveDraft(conversation, {
    body_html: '<p>Hi.</p><img src="https://pictures.example/1.png" alt="">',
    cc_emails: ['one@axe.example'],
    bcc_emails: ['two@axe.example'],
  });
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  const { open, as, message, dialog } = previewOn(page);
  await open.click();
  await expect(message.getByText('Hi.')).toBeVisible();
  await expectAccessible(page);
  await as('Phone').check();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await as('Text only').check();
  await expect(dialog.getByText('Hi.')).toBeVisible();
  await expectAccessible(page);
});

test('all keys, the palette and the keyboard settings, also on a phone', async ({ page, signIn }) => {
  await signIn(page, 'rep');
  for (const size of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size);
    await page.goto('/queue/review');
    await expect(repliesOn(page)).toBeVisible();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'All keys' })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+K');
    await page.getByRole('combobox', { name: 'Commands' }).fill('a');
    await expect(page.getByRole('group', { name: 'Conversations' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('combobox', { name: 'Commands' }).fill('nothing is called this');
    await expect(page.getByText('Nothing here is called that.')).toBeVisible();
    await expectAccessible(page);
    await page.goto('/settings/keyboard');
    await expect(page.getByRole('checkbox', { name: 'Single-character keys' })).toBeVisible();
    await expectAccessible(page);
  }
});

test('on a phone', async ({ page, api, signIn }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, 'rep');
  await page.goto('/queue/review');
  await expect(repliesOn(page)).toBeVisible();
  await expectAccessible(page);
  await openConversation(page, await api.conversationWith('Diana Prince'));
  await expect(replyOn(page).body).toBeVisible();
  await expectAccessible(page);
});

test('the whole way by keyboard: signing in, the queue, the reply, saving', async ({ page, api }) => {
  const customer = newAddress('kim');
  const [conversation = ''] = await api.importMail(letter({ from: `Kim Keys <${customer}>` }));
  await api.saveDraft(conversation, { body_html: '<p>No mouse here.</p>' });
  await page.goto('/sign-in');
  await expect(page.getByRole('textbox', { name: 'Email' })).toBeVisible();
  await tabTo(page, page.getByRole('textbox', { name: 'Email' }));
  await page.keyboard.type('rep@acme.test');
  await page.keyboard.press('Tab');
  await page.keyboard.type('demo-password');
  await page.keyboard.press('Enter');

  const link = repliesOn(page).getByRole('link', { name: 'Kim Keys' });
  await expect(link).toBeVisible();
  await tabTo(page, link);
  await page.keyboard.press('Enter');
  await expect(logOf(page).getByRole('article')).toHaveCount(1);

  const { body, save, status } = replyOn(page);
  await expect(body).toBeVisible();
  await tabTo(page, body);
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' Only keys.');
  await tabTo(page, save);
  await page.keyboard.press('Enter');
  await expect(status).toHaveText(/^Saved/);
  expect((await api.draft(conversation))?.body_html).toContain('No mouse here. Only keys.');
});

test.describe('a manager’s review', () => {
  const subject = `Ridge ${newAddress('axe')}`;
  const ask = async (api: DeskApi, rep: DeskApi, name: string) => {
    const question = `<${newAddress(name)}>`;
    const from = `${name} <${question.slice(1)}`;
    const [one = ''] = await api.importMail(letter({ from, subject, messageId: question }));
    await api.saveDraft(one, { body_html: `<p>Hi Bob, see the attachment. ${name}, yes.</p>` });
    await rep.saveDraft(one, {
      body_html: `<p>Hi Bob, see the attachment, ${name}.</p>`,
      cc_emails: ['new@elsewhere.example'],
      autosend_draft: true,
    });
    await api.importMail(letter({ from, subject: `Re: ${subject}`, inReplyTo: question }));
    return one;
  };

  test('beside the reply, with findings, changes and history, and while it is returned', async ({
    page,
    api,
    apiOf,
    signIn,
  }) => {
    const conversation = await ask(api, await apiOf('rep'), 'Ada');
    await signIn(page, 'manager');
    await openConversation(page, conversation);
    const review = page.getByRole('complementary', { name: 'Review' });
    await expect(review.getByRole('list', { name: 'Findings' })).toBeVisible();
    await expect(review.getByText('new@elsewhere.example').first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Return to rep' }).click();
    await page.getByRole('button', { name: 'Return to rep' }).click();
    await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused();
    await expectAccessible(page);
  });

  test('as a sheet where there is no room beside it', async ({ page, api, apiOf, signIn }) => {
    const conversation = await ask(api, await apiOf('rep'), 'Bea');
    await page.setViewportSize({ width: 390, height: 844 });
    await signIn(page, 'manager');
    await openConversation(page, conversation);
    await page.getByRole('button', { name: 'Review', exact: true }).click();
    await expect(
      page.getByRole('dialog', { name: 'Review' }).getByRole('list', { name: 'History' }),
    ).toBeVisible();
    await expectAccessible(page);
  });

  test('with replies selected, and the question before many are approved', async ({
    page,
    api,
    apiOf,
    signIn,
  }) => {
    const rep = await apiOf('rep');
    for (const name of ['Cleo', 'Dora']) await ask(api, rep, name);
    await signIn(page, 'manager');
    await page.goto(`/queue/approval?search=${encodeURIComponent(subject)}`);
    await page.getByRole('checkbox', { name: 'Select Cleo' }).check();
    await expect(page.getByRole('region', { name: 'Selected replies' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Approve 1' }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await expectAccessible(page);
  });

  for (const [what, width] of [
    ['at 320 px', 320],
    ['zoomed to 200 %', 640],
  ] as const) {
    test(`${what} nothing is cut off or scrolls sideways, and the focus is never covered`, async ({
      page,
      api,
      apiOf,
      signIn,
    }) => {
      const conversation = await ask(api, await apiOf('rep'), `Eve${width}`);
      await page.setViewportSize({ width, height: 450 });
      await signIn(page, 'admin');
      for (const address of [
        '/queue/approval',
        `/conversations/${conversation}`,
        '/settings/policy',
        '/settings/signatures',
        '/activity',
      ]) {
        await page.goto(address);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await page.waitForLoadState('networkidle');
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect([address, wide]).toEqual([address, 0]);
        expect.soft([address, ...(await unseenOnTheWay(page))]).toEqual([address]);
      }
      await page.goto(`/conversations/${conversation}`);
      const approve = page.getByRole('button', { name: 'Approve and send' });
      await approve.scrollIntoViewIfNeeded();
      await expect(approve).toBeInViewport({ ratio: 1 });
    });
  }
});
