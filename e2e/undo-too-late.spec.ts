import { newAddress } from './fixtures/letter.ts';
import { replyToEach, toReview } from './fixtures/replies.ts';
import { openConversation, repliesOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ holdSeconds: 3, approval: 'off' });

test('a z that comes too late for an approval says so, and does not undo what was done before it instead', async ({
  page,
  api,
  signIn,
}) => {
  const subject = `Gutter ${newAddress('wren')}`;
  const replies = await replyToEach(['Ada', 'Bea'], { api, subject, draft: toReview });
  const pending = (name: 'Ada' | 'Bea') => api.draft(replies.get(name) ?? '');
  const done = page.getByRole('region', { name: /What was done/ });
  await signIn(page, 'manager');
  await openConversation(page, replies.get('Ada') ?? '');
  await page.getByRole('button', { name: 'Discard draft' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
  await expect(done).toContainText('Discarded the reply');
  await page.getByRole('link', { name: 'Replies' }).click();
  await page.getByRole('searchbox', { name: 'Search replies' }).fill(subject);
  await repliesOn(page).getByRole('link', { name: 'Bea' }).click();
  await page.getByRole('button', { name: 'Approve and send' }).click();
  await expect(done).toContainText('Approved the reply to Bea.');
  await expect.poll(() => pending('Bea')).toBeUndefined();

  await page.keyboard.press('z');
  await expect(done).toContainText('Approved the reply to Bea: it is too late to undo that.');
  expect(await pending('Ada')).toBeUndefined();
  await page.keyboard.press('z');
  await expect.poll(async () => (await pending('Ada'))?.body_html).toBe('<p>Hi Ada, yes.</p>');
});
