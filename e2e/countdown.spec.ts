import { letter } from './fixtures/letter.ts';
import { repliesOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ holdSeconds: 60 });

test('what is on its way out says when it leaves', async ({ page, api, signIn }) => {
  const [conversation = ''] = await api.importMail(letter({ from: 'Sid Soon <sid@soon.example>' }));
  await api.saveDraft(conversation, { body_html: '<p>On Monday.</p>', autosend_draft: true });
  await signIn(page, 'rep');
  await page.goto('/queue/scheduled');
  const row = repliesOn(page).getByRole('listitem').filter({ hasText: 'Sid Soon' });
  await expect(row).toContainText(/Leaves in \d+ s/);
  const said = (await row.innerText()).match(/Leaves in \d+ s/)?.[0] ?? '';
  await expect(row).not.toContainText(said);
  await expect(row.locator('[aria-live], [role=timer], [role=status]')).toHaveCount(0);
});
