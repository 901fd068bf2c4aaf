import { letter, newAddress } from './fixtures/letter.ts';
import { logOf, openConversation, repliesOn, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('on a phone one thing is on the screen at a time, and nothing beside it', async ({
  page,
  api,
  signIn,
}) => {
  const customer = newAddress('petra');
  const [conversation = ''] = await api.importMail(
    letter({
      from: `Petra Phone <${customer}>`,
      html: `<p>Short.</p><table width="900"><tr><td>wide</td></tr></table>`,
    }),
  );
  await api.saveDraft(conversation, { body_html: '<p>On my way.</p>' });
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

  await signIn(page, 'rep');
  await page.goto(`/queue/review?search=${encodeURIComponent(customer)}`);
  await expect(repliesOn(page)).toBeVisible();
  await expect(page.getByText('Nothing open')).toBeHidden();
  expect(await overflow()).toBeLessThanOrEqual(0);

  await repliesOn(page).getByRole('link', { name: 'Petra Phone' }).tap();
  await expect(logOf(page)).toBeVisible();
  await expect(repliesOn(page)).toBeHidden();
  const { body, sendNow, send } = replyOn(page);
  await expect(body).toContainText('On my way.');
  expect(await overflow()).toBeLessThanOrEqual(0);
  await sendNow.check();
  await expect(send).toBeInViewport();

  await page.getByRole('link', { name: 'Back to the list' }).tap();
  await expect(repliesOn(page)).toBeVisible();
  await expect(logOf(page)).toBeHidden();
});

test('what was done is said above the buttons of the reply, not over them', async ({ page, api, signIn }) => {
  const customer = newAddress('tom');
  const [conversation = ''] = await api.importMail(letter({ from: `Tom Thumb <${customer}>` }));
  await api.saveDraft(conversation, { body_html: '<p>On my way.</p>' });
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  await page.getByRole('button', { name: 'Discard draft' }).tap();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).tap();
  const undo = page.getByRole('region', { name: /What was done/ }).getByRole('button', { name: 'Undo' });
  await expect(undo).toBeVisible();
  const { whenDone, save, body } = replyOn(page);
  await whenDone.click({ trial: true });
  await save.click({ trial: true });
  await undo.tap();
  await expect(body).toContainText('On my way.');
});
