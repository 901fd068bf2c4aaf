import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { letter } from './fixtures/letter.ts';
import { logOf, openConversation } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';
import { root } from './run/places.ts';

const corpus = join(root, '../shared/corpus/eml');
const files = existsSync(corpus) ? readdirSync(corpus).sort() : [];
const sourceOf = (name: string) => readFileSync(join(corpus, name));

const broken: Record<string, string | Uint8Array> = {
  'nothing.eml': '',
  'noise.eml': new Uint8Array(2048).map((_, n) => (n * 89) % 256),
  'header-only.eml': letter({ subject: 'Only a header' }).split('\r\n\r\n', 1)[0] ?? '',
  'cut-off.eml': letter({ subject: 'Cut off', html: '<table><tr><td>never closed' }).slice(0, -3),
  'unknown-charset.eml': letter({ subject: 'Charset', text: 'Readable.' }).replace('utf-8', 'x-unknown'),
};

test('broken mail is named or shown, and does not keep the good mail out', async ({ page, api, signIn }) => {
  const files = Object.entries(broken).map(([name, source]) => ({ name, source }));
  const good = {
    name: 'good.eml',
    source: letter({ from: 'Gerda Good <gerda@good.example>', text: 'All well.' }),
  };
  const report = await api.importFiles([...files, good]);
  expect(report.imported + report.skipped + report.failed.length).toBe(files.length + 1);
  await signIn(page, 'rep');
  await page.goto('/conversations?search=gerda');
  await page.getByRole('link', { name: 'Gerda Good' }).click();
  await expect(logOf(page).getByText('All well.')).toBeVisible();
  for (const conversation of report.conversations) await openConversation(page, conversation);
});

if (files.length === 0) {
  test('the corpus is not beside this checkout', () => {});
} else {
  test(`${files.length} real mails are named or shown, each conversation without a complaint`, async ({
    page,
    api,
    signIn,
  }) => {
    test.setTimeout(240_000);
    const report = await api.importFiles(files.map((name) => ({ name, source: sourceOf(name) })));
    expect(report.imported).toBeGreaterThan(0);
    expect(report.imported + report.skipped + report.failed.length).toBeGreaterThanOrEqual(files.length);
    await signIn(page, 'rep');
    await page.route(/^https?:\/\/(?!127\.0\.0\.1)/, (route) => route.abort());
    const asked: string[] = [];
    page.on('request', (request) => {
      if (/^https?:\/\/(?!127\.0\.0\.1)/.test(request.url())) asked.push(request.url());
    });
    const every = Math.ceil(report.conversations.length / 12);
    for (const conversation of report.conversations.filter((_, n) => n % every === 0)) {
      await openConversation(page, conversation);
    }
    expect(asked).toEqual([]);
  });
}
