import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** An import that must be refused: which file, what it imports, and the rule that says no. */
const refused: [file: string, imported: string, rule: string][] = [
  ['src/app/queue/a.ts', '../reply/c.ts', 'features-apart'],
  ['src/app/calendar/a.ts', '../reply/c.ts', 'features-apart'],
  ['src/app/reply/a.ts', '../calendar/c.ts', 'features-apart'],
  ['src/app/queue/b.ts', '../router.ts', 'features-below-pages'],
  ['src/app/editor/a.ts', '../reply/c.ts', 'editor-and-ui-below-features'],
  ['src/app/ui/a.ts', '../editor/c.ts', 'editor-and-ui-below-features'],
  ['src/app/ui/b.ts', '../router.ts', 'editor-and-ui-below-features'],
  ['src/app/lib/a.ts', '../ui/c.ts', 'lib-at-the-bottom'],
  ['src/app/ui/d.ts', '@tanstack/react-query', 'pieces-without-data'],
  ['src/app/editor/d.ts', '../lib/http.ts', 'pieces-without-data'],
  ['src/app/lib/b.ts', '../../server/errors.ts', 'browser-without-server'],
  ['src/server/routes/a.ts', '../../app/lib/c.ts', 'server-without-browser'],
  ['src/mail/a.ts', '../app/lib/c.ts', 'mail-on-contract'],
  ['src/mail/b.ts', 'node:fs', 'mail-on-both-sides'],
  ['src/contract/a.ts', '#mail/c.ts', 'contract-on-zod'],
  ['src/contract/b.ts', 'hono', 'contract-on-zod'],
  ['src/server/store/a.ts', '../drafts/c.ts', 'server-store'],
  ['src/server/drafts/a.ts', '../delivery/c.ts', 'server-drafts'],
  ['src/server/delivery/a.ts', '../routes/c.ts', 'server-delivery'],
  ['src/server/reminders/a.ts', '../drafts/c.ts', 'server-reminders'],
  ['src/server/drafts/b.ts', '../app.ts', 'server-parts-below-assembly'],
  ['src/server/drafts/d.ts', 'react', 'server-without-development-packages'],
  ['src/server/store/b.ts', './c.test.ts', 'tests-are-not-shipped'],
  ['src/app/reply/d.ts', './nowhere.ts', 'resolvable'],
  ['src/mail/about.ts', './round.ts', 'no-cycle'],
];

/** Files that the others lean on, and imports that are fine. */
const fine: Record<string, string> = {
  'src/app/router.ts': "import './queue/c.ts';\nimport './reply/c.ts';",
  'src/app/paths.ts': '',
  'src/app/queue/c.ts':
    "import '../paths.ts';\nimport '../ui/c.ts';\nimport '../lib/http.ts';\nimport '#contract/c.ts';",
  'src/app/reply/c.ts': "import '../editor/c.ts';\nimport '@tanstack/react-query';",
  'src/app/calendar/c.ts': '',
  'src/app/editor/c.ts': "import '../lib/c.ts';",
  'src/app/ui/c.ts': '',
  'src/app/lib/c.ts': "import '#mail/c.ts';",
  'src/app/lib/http.ts': "import '#contract/c.ts';",
  'src/mail/c.ts': "import '#contract/c.ts';",
  'src/mail/round.ts': "import './about.ts';",
  'src/contract/c.ts': "import 'zod';",
  'src/server/app.ts': "import './routes/c.ts';\nimport 'hono';",
  'src/server/errors.ts': '',
  'src/server/store/c.ts': "import 'pg';",
  'src/server/store/c.test.ts': "import 'vitest';\nimport './c.ts';",
  'src/server/drafts/c.ts': "import '../store/c.ts';\nimport '../errors.ts';",
  'src/server/delivery/c.ts': "import '../drafts/c.ts';",
  'src/server/routes/c.ts': "import '../drafts/c.ts';\nimport '../session/c.ts';",
  'src/server/session/c.ts': "import '../store/c.ts';",
  'src/server/reminders/c.ts': "import '../store/c.ts';",
};

interface Cruise {
  summary: { violations: { from: string; rule: { name: string } }[] };
}

const root = new URL('../../', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'countersign-boundaries-'));
let violations: Set<string>;

beforeAll(async () => {
  for (const file of [
    '.dependency-cruiser.mjs',
    'package.json',
    'tsconfig.base.json',
    'tsconfig.test.json',
  ]) {
    cpSync(join(root, file), join(folder, file));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${content}\nexport {};\n`);
  };
  for (const [file, content] of Object.entries(fine)) write(file, content);
  for (const [file, imported] of refused) write(file, `import '${imported}';`);
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [cruiser, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src'],
    { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
  ).catch((error: { stdout: string }) => error);
  const { summary } = JSON.parse(stdout) as Cruise;
  violations = new Set(summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the import boundaries', () => {
  test.each(refused)('%s may not import %s', (file, _imported, rule) => {
    expect([...violations]).toContain(`${file}: ${rule}`);
  });

  test('let through what the design allows', () => {
    const accused = [...violations].filter(
      (line) => !line.endsWith(': used') && !line.endsWith(': no-cycle'),
    );
    const expected = refused.map(([file]) => file);
    expect(accused.filter((line) => !expected.includes(line.split(':')[0] ?? ''))).toEqual([]);
  });

  test('find a file that nothing reaches', () => {
    expect([...violations]).toContain('src/app/calendar/c.ts: used');
    expect([...violations]).not.toContain('src/server/store/c.ts: used');
  });
});
