import { expect, test } from 'vitest';
import { defaultCheckLevels } from '#contract/desk/checks.ts';
import { checkLabels, checkNames } from './check-labels.ts';
import type { Finding } from './finding.ts';
import { gradeFindings } from './grade-findings.ts';

const finding = (check: Finding['check'], quote: string): Finding => ({
  check,
  reason: `${quote} is wrong: correct it.`,
  place: { part: 'body', quote },
});
const findings = [
  finding('link', 'a'),
  finding('placeholder', 'b'),
  finding('greeting', 'c'),
  finding('placeholder', 'd'),
];
const graded = (levels: Partial<typeof defaultCheckLevels>) =>
  gradeFindings(findings, { ...defaultCheckLevels, ...levels }).map(
    ({ level, place }) => `${level} ${place.quote}`,
  );

test('what blocks comes first, and otherwise nothing changes its place', () => {
  expect(graded({})).toEqual(['block b', 'block d', 'warn a', 'warn c']);
  expect(graded({ greeting: 'block', placeholder: 'warn' })).toEqual([
    'block c',
    'warn a',
    'warn b',
    'warn d',
  ]);
});

test('a check that is off says nothing', () => {
  expect(graded({ placeholder: 'off', link: 'off' })).toEqual(['warn c']);
});

test('what is certain blocks by itself, and every check has a name for people', () => {
  expect(checkNames.filter((name) => defaultCheckLevels[name] === 'block')).toEqual([
    'too_long',
    'placeholder',
  ]);
  expect(new Set(checkNames.map((name) => checkLabels[name])).size).toBe(checkNames.length);
});
