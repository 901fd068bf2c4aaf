import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deskNow, noteDeskTime } from './desk-clock.ts';

const noon = Date.parse('2026-05-22T12:00:00Z');
const hour = 3_600_000;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** An answer that took `took` ms, from a desk whose clock is `ahead` of this computer's. */
function hear(ahead: number, took: number): void {
  const asked = Date.now();
  vi.advanceTimersByTime(took);
  // An HTTP date has no fractions of a second.
  noteDeskTime(new Date(Date.now() + ahead).toUTCString(), asked, Date.now());
}

/** How far `deskNow` is off, in ms: positive, where it is later than it is at the desk. */
const errorAt = (ahead: number) => deskNow() - (Date.now() + ahead);

test('the time at the desk is known to within a second and the way of an answer, and is never told too early', () => {
  for (const ahead of [-hour, 0, hour, 2 * hour + 400]) {
    vi.setSystemTime(noon + 730);
    hear(ahead, 80);
    expect(errorAt(ahead)).toBeGreaterThanOrEqual(0);
    expect(errorAt(ahead)).toBeLessThanOrEqual(1080);
  }
});

test('more answers say it better', () => {
  vi.setSystemTime(noon + 5);
  for (let n = 0; n < 40; n += 1) {
    hear(hour, 30);
    vi.advanceTimersByTime(137);
  }
  expect(errorAt(hour)).toBeGreaterThanOrEqual(0);
  expect(errorAt(hour)).toBeLessThanOrEqual(200);
});

test('a clock that was set is learned with the next answer; an answer without a date says nothing', () => {
  vi.setSystemTime(noon);
  hear(0, 20);
  hear(-hour, 20);
  noteDeskTime(null, 0, 0);
  noteDeskTime('soon', 0, 0);
  expect(errorAt(-hour)).toBeGreaterThanOrEqual(0);
  expect(errorAt(-hour)).toBeLessThanOrEqual(1020);
});
