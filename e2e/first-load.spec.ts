import { gzipSync } from 'node:zlib';
import { openConversation, repliesOn, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const most = 160 * 1024;
const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
const isEditor = (script: string) => script.includes('ProseMirror');

test('the queue is usable after at most 160 KB of gzipped JavaScript, without the editor', async ({
  page,
  api,
  signIn,
}) => {
  const bodies: Promise<string>[] = [];
  page.on('response', (response) => {
    if (/javascript/.test(response.headers()['content-type'] ?? '')) bodies.push(response.text());
  });
  await signIn(page, 'rep');
  await page.goto('/queue/review');
  await expect(repliesOn(page)).toBeVisible();
  await page.waitForLoadState('networkidle');
  const scripts = await Promise.all(bodies);
  const bytes = scripts.reduce((total, script) => total + gzipSync(script).length, 0);
  process.stdout.write(
    `JavaScript before the queue is usable: ${kilobytes(bytes)} in ${scripts.length} files\n`,
  );
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.filter(isEditor)).toHaveLength(0);
  expect(bytes).toBeLessThanOrEqual(most);

  await openConversation(page, await api.conversationWith('Diana Prince'));
  await expect(replyOn(page).body).toBeVisible();
  expect((await Promise.all(bodies)).filter(isEditor).length).toBeGreaterThan(0);
});
