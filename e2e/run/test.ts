import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { reports, root } from './places.ts';
import { describeFailure, type Results, readPlaywright, readRun, readVitest } from './results.ts';

/** `npm test`: everything that must hold. A failed step does not keep the next ones from telling what they know. */
const steps: { name: string; run: () => Results }[] = [
  { name: 'Types', run: () => check('typescript/bin/tsc', '-b') },
  { name: 'Lint', run: () => check('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.') },
  {
    name: 'Import boundaries',
    run: () =>
      check(
        'dependency-cruiser/bin/dependency-cruise.mjs',
        '--config',
        '.dependency-cruiser.mjs',
        'src',
        'e2e',
      ),
  },
  {
    name: 'Units and integration',
    run: () => {
      const code = execute(
        'vitest/vitest.mjs',
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${reports.vitest}`,
      );
      return readRun(code, reports.vitest, readVitest);
    },
  },
  {
    name: 'End to end',
    run: () => readRun(execute('@playwright/test/cli.js', 'test'), reports.playwright, readPlaywright),
  },
];

/** Runs a package's own program, its output as it comes. @returns its exit code. */
function execute(program: string, ...args: string[]): number {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return status ?? 1;
}

/** A program that says yes or no counts as one. */
function check(program: string, ...args: string[]): Results {
  const passed = execute(program, ...args) === 0;
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, failures: [] };
}

const print = (line: string) => process.stdout.write(`${line}\n`);

rmSync(reports.folder, { recursive: true, force: true });
mkdirSync(reports.folder, { recursive: true });
const results = steps.map(({ name, run }) => {
  print(`\n── ${name} ──`);
  const began = Date.now();
  return { name, ...run(), seconds: Math.round((Date.now() - began) / 1000) };
});

print('');
for (const failure of results.flatMap(({ failures }) => failures)) print(`${describeFailure(failure)}\n`);
for (const { name, passed, failed, seconds } of results) {
  print(`${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed (${seconds} s)`);
}
const sum = (part: 'passed' | 'failed') => results.reduce((total, result) => total + result[part], 0);
print(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
