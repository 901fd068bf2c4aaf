import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { countPlaywright, countRun, countVitest } from './counts.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-counts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function reportOf(content: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = (passed: number, failed: number, files: { status: string; tests: string[] }[] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  testResults: files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map((result) => ({ status: result })),
  })),
});
const playwright = (expected: number, unexpected: number, flaky = 0, errors: unknown[] = []) => ({
  stats: { expected, unexpected, flaky, skipped: 0 },
  errors,
});

describe('the counts', () => {
  test('are those of the report', () => {
    expect(countRun(0, reportOf(vitest(7, 0)), countVitest)).toEqual({ passed: 7, failed: 0 });
    expect(countRun(1, reportOf(vitest(7, 2)), countVitest)).toEqual({ passed: 7, failed: 2 });
    expect(countRun(1, reportOf(playwright(5, 1)), countPlaywright)).toEqual({ passed: 5, failed: 1 });
  });

  test('hold a file that could not be read against the run', () => {
    const files = [
      { status: 'failed', tests: [] },
      { status: 'failed', tests: ['passed', 'failed'] },
      { status: 'passed', tests: ['passed'] },
    ];
    expect(countVitest(vitest(2, 1, files))).toEqual({ passed: 2, failed: 2 });
  });

  test('hold a test that passed only the second time, and an error outside of tests, against the run', () => {
    expect(countPlaywright(playwright(5, 0, 1, [{ message: 'no browser' }]))).toEqual({
      passed: 5,
      failed: 2,
    });
  });

  test('are a failure where no test was executed', () => {
    expect(countRun(0, reportOf(vitest(0, 0)), countVitest)).toEqual({ passed: 0, failed: 1 });
    expect(countRun(0, reportOf(playwright(0, 0)), countPlaywright)).toEqual({ passed: 0, failed: 1 });
  });

  test('are a failure where the runner died', () => {
    expect(countRun(1, reportOf(vitest(7, 0)), countVitest)).toEqual({ passed: 7, failed: 1 });
    expect(countRun(0, join(folder, 'missing.json'), countVitest)).toEqual({ passed: 0, failed: 1 });
    expect(countRun(0, reportOf({ half: 'a report' }), countVitest)).toEqual({ passed: 0, failed: 1 });
  });
});
