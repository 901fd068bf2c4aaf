import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { describeFailure, readPlaywright, readRun, readVitest } from './results.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-results-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function reportOf(content: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = (passed: number, failed: number, files: { status: string; tests: string[] }[] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  testResults: files.map(({ status, tests }, index) => ({
    name: resolve(`src/${index}.test.ts`),
    status,
    message: tests.length === 0 ? 'Unexpected token' : '',
    assertionResults: tests.map((result) => ({
      status: result,
      fullName: `one ${result}`,
      failureMessages: result === 'failed' ? ['expected 1 to be 2'] : [],
    })),
  })),
});
const playwright = (expected: number, unexpected: number, flaky = 0, errors: unknown[] = []) => ({
  stats: { expected, unexpected, flaky, skipped: 0 },
  errors,
  suites: [] as unknown[],
});

describe('the counts', () => {
  test('are those of the report', () => {
    expect(readRun(0, reportOf(vitest(7, 0)), readVitest)).toMatchObject({ passed: 7, failed: 0 });
    expect(readRun(1, reportOf(vitest(7, 2)), readVitest)).toMatchObject({ passed: 7, failed: 2 });
    expect(readRun(1, reportOf(playwright(5, 1)), readPlaywright)).toMatchObject({ passed: 5, failed: 1 });
  });

  test('hold a file that could not be read against the run', () => {
    const files = [
      { status: 'failed', tests: [] },
      { status: 'failed', tests: ['passed', 'failed'] },
      { status: 'passed', tests: ['passed'] },
    ];
    expect(readVitest(vitest(2, 1, files))).toMatchObject({ passed: 2, failed: 2 });
  });

  test('hold a test that passed only the second time, and an error outside of tests, against the run', () => {
    expect(readPlaywright(playwright(5, 0, 1, [{ message: 'no browser' }]))).toMatchObject({
      passed: 5,
      failed: 2,
    });
  });

  test('are a failure where no test was executed', () => {
    expect(readRun(0, reportOf(vitest(0, 0)), readVitest)).toMatchObject({ passed: 0, failed: 1 });
    expect(readRun(0, reportOf(playwright(0, 0)), readPlaywright)).toMatchObject({ passed: 0, failed: 1 });
  });

  test('are a failure where the runner died', () => {
    expect(readRun(1, reportOf(vitest(7, 0)), readVitest)).toMatchObject({ passed: 7, failed: 1 });
    expect(readRun(0, join(folder, 'missing.json'), readVitest)).toMatchObject({ passed: 0, failed: 1 });
    expect(readRun(0, reportOf({ half: 'a report' }), readVitest)).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('what failed', () => {
  test('is named with its file and its reason', () => {
    const files = [
      { status: 'failed', tests: [] },
      { status: 'failed', tests: ['passed', 'failed'] },
    ];
    expect(readVitest(vitest(1, 1, files)).failures).toEqual([
      { test: 'src/1.test.ts › one failed', reason: 'expected 1 to be 2' },
      { test: 'src/0.test.ts', reason: 'Unexpected token' },
    ]);
  });

  test('is named with the groups that it is in', () => {
    const spec = (title: string, status: string, message?: string) => ({
      title,
      tests: [{ status, results: [{ errors: message === undefined ? [] : [{ message }] }] }],
    });
    const suite = {
      title: 'queue.spec.ts',
      specs: [spec('draws the list', 'expected')],
      suites: [{ title: 'on a phone', specs: [spec('scrolls', 'unexpected', 'not visible')] }],
    };
    const report = { ...playwright(1, 1, 0, [{ message: 'no browser' }]), suites: [suite] };
    expect(readPlaywright(report).failures).toEqual([
      { test: 'queue.spec.ts › on a phone › scrolls', reason: 'not visible' },
      { test: 'outside of the tests', reason: 'no browser' },
    ]);
  });

  test('is shown in a few plain lines', () => {
    const reason = `\u001b[31mexpected\u001b[39m 1\n\n  to be 2\n${'at somewhere\n'.repeat(100)}`;
    const lines = describeFailure({ test: 'one', reason }).split('\n');
    expect(lines.slice(0, 3)).toEqual(['✗ one', '    expected 1', '      to be 2']);
    expect(lines).toHaveLength(21);
  });
});
