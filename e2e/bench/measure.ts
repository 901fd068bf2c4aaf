/** Runs `task` `count` times, `parallel` at a time. @returns operations per second. */
export async function throughput(
  count: number,
  parallel: number,
  task: () => Promise<unknown>,
): Promise<number> {
  let left = count;
  const began = performance.now();
  const lane = async () => {
    while (left-- > 0) await task();
  };
  await Promise.all(Array.from({ length: parallel }, lane));
  return (count / (performance.now() - began)) * 1000;
}

export const median = (values: readonly number[]) => percentile(values, 0.5);

/** The value below which a share of the values lies, between the two nearest ones. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return low + (high - low) * (at - Math.floor(at));
}

/**
 * Measures two things in turn, so that whatever else the machine does falls on both.
 * @returns the median of the rounds' ratios `one / other`.
 */
export async function interleaved(
  rounds: number,
  one: () => Promise<number>,
  other: () => Promise<number>,
): Promise<{ ratio: number; one: number; other: number }> {
  const ones: number[] = [];
  const others: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ones.push(await one());
    others.push(await other());
  }
  const ratios = ones.map((value, round) => value / (others[round] ?? Number.NaN));
  return { ratio: median(ratios), one: median(ones), other: median(others) };
}

/** One line of the report: what was compared, the ratio, what it should reach, and the absolute figures behind it. */
export function report(what: string, ratio: number, goal: string, figures: string): void {
  process.stdout.write(`${what}: ${ratio.toFixed(2)} (goal ${goal}; ${figures})\n`);
}
