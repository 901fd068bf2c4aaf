import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { logOf, openConversation, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const number = '+15138675309';

test('a text message is answered in plain words, with its length counted, and goes out as text', async ({
  page,
  api,
  desk,
  signIn,
}) => {
  const conversation = await api.conversationWith(number);
  await api.saveDraft(conversation, { body_html: 'Hi Sam, 20 minutes.' });
  await signIn(page, 'rep');
  await openConversation(page, conversation);
  const { body, cc, sendNow, send, status } = replyOn(page);
  await expect(body).toHaveValue('Hi Sam, 20 minutes.');
  await expect(page.getByRole('toolbar', { name: 'Formatting' })).toBeHidden();
  await expect(cc).toBeHidden();
  await expect(body).toHaveAccessibleDescription(/19 \/ 160 · 1 segment · GSM-7/);

  await body.fill('x'.repeat(161));
  await expect(body).toHaveAccessibleDescription(/161 \/ 306 · 2 segments · GSM-7/);
  await body.fill('On our way 🚚');
  await expect(body).toHaveAccessibleDescription(/13 \/ 70 · 1 segment · UCS-2 · Unicode because of 🚚/);
  await body.fill('On our way <soon> & “quick”');
  await sendNow.check();
  await send.click();

  await expect(logOf(page).getByRole('article').last()).toContainText('On our way <soon> & “quick”');
  await expect(status).toHaveText(/Sent/);
  const outbox = join(desk.dataDir, 'outbox');
  const texts = (await readdir(outbox)).filter((name) => name.endsWith('.txt'));
  const sent = await Promise.all(texts.map((name) => readFile(join(outbox, name), 'utf8')));
  const ours = sent.filter((text) => text.includes('On our way'));
  expect(ours).toHaveLength(1);
  expect(ours[0]?.replace(/[ -]/g, '')).toContain(`To:${number}`);
  expect(ours[0]).toContain('On our way <soon> & “quick”');
});
