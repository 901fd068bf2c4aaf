/** How far the desk's clock is ahead of this computer's, in milliseconds: at least, and at most. */
interface Ahead {
  least: number;
  most: number;
}

let known: Ahead | null = null;

/**
 * Learns from an answer what time it is at the desk. Its `Date` has whole seconds, so each answer says it to within a second
 * and its own way; together they say it better. Where they contradict each other, somebody has set a clock.
 * @param date the answer's `Date`. @param asked when it was asked for. @param answered when it came (ms since 1970).
 */
export function noteDeskTime(date: string | null, asked: number, answered: number): void {
  const from = Date.parse(date ?? '');
  if (Number.isNaN(from)) return;
  const now = { least: from - answered, most: from + 1000 - asked };
  const both = known && {
    least: Math.max(known.least, now.least),
    most: Math.min(known.most, now.most),
  };
  known = both && both.least <= both.most ? both : now;
}

/** The time at the desk (ms since 1970), whatever this computer's clock says; rather too late than too early. */
export const deskNow = (): number => Date.now() + (known?.most ?? 0);
