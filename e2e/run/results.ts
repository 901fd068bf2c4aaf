import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

/** What a runner says of its tests. */
export interface Results {
  passed: number;
  failed: number;
  /** Of each test that did not pass, or file that could not be read: where and what it is, and what went wrong. */
  failures: { test: string; reason: string }[];
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

const playwrightError = z.object({ message: z.string().optional() });

const playwrightSuite = z.object({
  title: z.string(),
  specs: z.array(
    z.object({
      title: z.string(),
      tests: z.array(
        z.object({ status: z.string(), results: z.array(z.object({ errors: z.array(playwrightError) })) }),
      ),
    }),
  ),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});
type PlaywrightSuite = z.infer<typeof playwrightSuite>;

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(playwrightError),
  suites: z.array(playwrightSuite),
});

/** The results of a vitest report; a file that could not even be read is one failure. */
export function readVitest(report: unknown): Results {
  const { numPassedTests, numFailedTests, testResults } = vitestReport.parse(report);
  const unread: Results['failures'] = [];
  const failures: Results['failures'] = [];
  for (const { name, status, message, assertionResults } of testResults) {
    const file = relative('', name);
    const failed = assertionResults.filter((result) => result.status === 'failed');
    if (status === 'failed' && failed.length === 0) unread.push({ test: file, reason: message ?? '' });
    for (const { fullName, failureMessages } of failed) {
      failures.push({ test: `${file} › ${fullName}`, reason: failureMessages?.join('\n') ?? '' });
    }
  }
  return {
    passed: numPassedTests,
    failed: numFailedTests + unread.length,
    failures: [...failures, ...unread],
  };
}

/** The results of a Playwright report; a test that passed only when tried again has failed. */
export function readPlaywright(report: unknown): Results {
  const { stats, errors, suites } = playwrightReport.parse(report);
  const outside = errors.map(({ message }) => ({ test: 'outside of the tests', reason: message ?? '' }));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    failures: [...suites.flatMap((suite) => failuresOf(suite, [])), ...outside],
  };
}

function failuresOf({ title, specs, suites = [] }: PlaywrightSuite, above: string[]): Results['failures'] {
  const path = [...above, title];
  const own = specs.flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => ({
        test: [...path, spec.title].join(' › '),
        reason: results.flatMap(({ errors }) => errors.map(({ message }) => message ?? '')).join('\n'),
      })),
  );
  return [...own, ...suites.flatMap((suite) => failuresOf(suite, path))];
}

/** What a runner did. One that wrote no report, ran nothing, or failed without naming a test counts one failure. */
export function readRun(exitCode: number, reportFile: string, read: (report: unknown) => Results): Results {
  let results: Results;
  try {
    results = read(JSON.parse(readFileSync(reportFile, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, failures: [] };
  }
  const { passed, failed, failures } = results;
  const silentFailure = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: failed + (silentFailure ? 1 : 0), failures };
}

/** A failure in a few plain lines: a run of half an hour is not scrolled through for what went wrong. */
export function describeFailure({ test, reason }: Results['failures'][number]): string {
  const lines = stripVTControlCharacters(reason).split('\n');
  const shown = lines.filter((line) => line.trim() !== '').slice(0, 20);
  return [`✗ ${test}`, ...shown.map((line) => `    ${line}`)].join('\n');
}
