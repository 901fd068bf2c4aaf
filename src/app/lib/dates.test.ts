import { expect, test } from 'vitest';
import { atTime, briefTime, clock, duration, fullDate, sinceTime, spokenTime } from './dates.ts';

const berlin = { timeZone: 'Europe/Berlin', now: new Date('2026-05-22T20:45:03Z') };

test('today is told by the clock of the reader', () => {
  expect(briefTime('2026-05-22T08:38:00Z', berlin)).toBe('10:38');
  expect(clock('2026-05-22T08:38:00Z', { timeZone: 'America/New_York' })).toBe('04:38');
});

test('days are counted in the zone of the reader', () => {
  const now = new Date('2026-05-22T22:10:00Z');
  expect(briefTime('2026-05-22T21:50:00Z', { timeZone: 'Europe/Berlin', now })).toBe('Yesterday');
  expect(briefTime('2026-05-22T21:50:00Z', { timeZone: 'UTC', now })).toBe('21:50');
});

test('a week back has names of days, further back dates, other years their number', () => {
  expect(briefTime('2026-05-21T10:00:00Z', berlin)).toBe('Yesterday');
  expect(briefTime('2026-05-17T10:00:00Z', berlin)).toBe('Sun');
  expect(briefTime('2026-05-15T10:00:00Z', berlin)).toBe('15 May');
  expect(briefTime('2025-05-15T10:00:00Z', berlin)).toBe('15 May 2025');
});

test('a time ahead, from a clock that runs fast, is a date and no day of last week', () => {
  expect(briefTime('2026-05-24T10:00:00Z', berlin)).toBe('24 May');
});

test('messages tell day and time', () => {
  expect(spokenTime('2026-05-22T08:31:00Z', berlin)).toBe('Today 10:31');
  expect(spokenTime('2026-05-18T13:02:00Z', berlin)).toBe('Mon 15:02');
  expect(sinceTime('2026-05-22T08:42:00Z', berlin)).toBe('10:42');
  expect(sinceTime('2026-05-21T13:02:00Z', berlin)).toBe('yesterday 15:02');
  expect(sinceTime('2026-05-18T13:02:00Z', berlin)).toBe('Mon 15:02');
  expect(atTime('2026-05-22T08:42:00Z', berlin)).toBe('at 10:42');
  expect(atTime('2026-05-21T13:02:00Z', berlin)).toBe('yesterday at 15:02');
  expect(atTime('2026-05-18T13:02:00Z', berlin)).toBe('on Mon at 15:02');
});

test('the full date on hover names the day, the second and the zone; microseconds do not disturb it', () => {
  expect(fullDate('2026-05-22T20:45:03.221009Z', { timeZone: 'UTC' })).toMatch(
    /^Friday,? 22 May 2026 at 20:45:03 UTC$/,
  );
});

test('a day on which the clocks change is one day', () => {
  const now = new Date('2026-03-29T21:30:00Z');
  expect(briefTime('2026-03-28T12:00:00Z', { timeZone: 'Europe/Berlin', now })).toBe('Yesterday');
});

test('calls last minutes, long ones hours', () => {
  expect([duration(5), duration(245), duration(3729)]).toEqual(['0:05', '4:05', '1:02:09']);
});
