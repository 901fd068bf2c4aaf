import { letter, newAddress } from './fixtures/letter.ts';
import { caretAt, openConversation, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

test('keys that were pressed while the page was busy act where the caret had gone', async ({
  page,
  api,
  signIn,
}) => {
  const [conversation = ''] = await api.importMail(letter({ from: `Bea Busy <${newAddress('busy')}>` }));
  await api.saveDraft(conversation, { body_html: '<p>Before</p><p>By Monday</p><p>After</p>' });
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  const { body } = replyOn(page);
  await caretAt(page, body, 'By Monday', 0);

  const busy = page.evaluate(() => {
    const until = performance.now() + 500;
    while (performance.now() < until);
  });
  await Promise.all([
    busy,
    page.keyboard.press('End'),
    page.keyboard.press('Backspace'),
    page.keyboard.press('Home'),
    page.keyboard.press('Enter'),
  ]);
  await expect(body.getByRole('paragraph')).toHaveText(['Before', '', 'By Monda', 'After']);
});

test.describe('a letter whose frame is late', () => {
  // Whether a save of the writer is refused or the page hears of theirs before it saves is a matter of moments.
  test.use({ expectedComplaints: /status of 412/ });
  let conversation = '';

  test.beforeEach(async ({ page, api, signIn }) => {
    const customer = newAddress('late');
    [conversation = ''] = await api.importMail(letter({ from: `Lea Late <${customer}>` }));
    await api.saveDraft(conversation, { body_html: '<p>By Monday</p><p>Regards</p>' });
    await signIn(page, 'rep');
    await page.goto(`/queue/review?search=${customer}`);
    await page.getByRole('link', { name: 'Lea Late' }).click();
    const { body } = replyOn(page);
    await caretAt(page, body, 'By Monday', 'By Mon'.length);
    // Its frame does not come, nor does the editor give up waiting for it.
    await page.evaluate(() => {
      const { requestAnimationFrame: inFrame, setTimeout: after } = window;
      const late = {
        requestAnimationFrame: () => 0,
        setTimeout: (work: TimerHandler, time?: number) => (time === 20 ? 0 : after(work, time)),
      };
      Object.assign(window, late);
      addEventListener('keyup', () =>
        Object.assign(window, { requestAnimationFrame: inFrame, setTimeout: after }),
      );
    });
    await page.keyboard.press('X');
    await expect(body).toContainText('By MonXday');
  });

  test('stays when somebody else saves another version at that moment', async ({ page, api }) => {
    await api.saveDraft(conversation, { body_html: '<p>By Friday</p><p>Regards</p>' });
    await expect(page.getByRole('alert').filter({ hasText: 'another version' })).toBeVisible();
    await expect(replyOn(page).body).toContainText('By MonXday');
  });

  test('stays when its page is left at that moment', async ({ page }) => {
    await page.evaluate(() => history.back());
    await expect(replyOn(page).body).toBeHidden();
    await page.getByRole('link', { name: 'Lea Late' }).click();
    await expect(replyOn(page).body).toContainText('By MonXday');
  });

  test('is in what is saved at that moment', async ({ page, api }) => {
    await replyOn(page).save.evaluate((button) => (button as HTMLElement).click());
    await expect.poll(async () => (await api.draft(conversation))?.body_html).toContain('By MonXday');
  });
});
