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
