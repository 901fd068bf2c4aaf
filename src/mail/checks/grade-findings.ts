import type { CheckLevel, CheckLevels } from '#contract/desk/checks.ts';
import type { Finding } from './finding.ts';

/** A finding with what it does to sending. */
export interface GradedFinding extends Finding {
  readonly level: Exclude<CheckLevel, 'off'>;
}

/** Gives findings their level: those of checks that are off are gone, those that block come first, otherwise in order. */
export function gradeFindings(findings: readonly Finding[], levels: CheckLevels): GradedFinding[] {
  const graded = findings.flatMap((finding): GradedFinding[] => {
    const level = levels[finding.check];
    return level === 'off' ? [] : [{ ...finding, level }];
  });
  return [
    ...graded.filter(({ level }) => level === 'block'),
    ...graded.filter(({ level }) => level === 'warn'),
  ];
}
