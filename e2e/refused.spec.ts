import { letter, newAddress } from './fixtures/letter.ts';
import { logOf, openConversation, repliesOn, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ approval: 'off' });

test('a reply that the mail server refuses comes back with its reason', async ({ page, api, signIn }) => {
  const customer = newAddress('nobody');
  const [conversation = ''] = await api.importMail(letter({ from: `Noa Body <${customer}>` }));
  await api.saveDraft(conversation, { body_html: '<p>Are you there?</p>' });
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  const { body, sendNow, send, status } = replyOn(page);
  await sendNow.check();
  await send.click();
  await expect(status).toHaveText('Could not send');
  await expect(body).toContainText('Are you there?');
  await expect(page.getByText(/no such mailbox/).first()).toBeVisible();
  await expect(logOf(page).getByRole('article')).toHaveCount(1);

  await page.goto(`/queue/failed?search=${encodeURIComponent(customer)}`);
  await expect(repliesOn(page).getByRole('link', { name: 'Noa Body' })).toBeVisible();

  await page.goto(`/conversations?search=${encodeURIComponent(customer)}`);
  const row = page.getByRole('list', { name: 'Conversations' }).getByRole('listitem');
  await expect(row.filter({ hasText: 'Noa Body' })).toContainText('Could not send');
});
