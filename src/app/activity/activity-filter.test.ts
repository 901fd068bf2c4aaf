import { afterAll, beforeAll, expect, test } from 'vitest';
import { isBackwards, queryOf } from './activity-filter.ts';

const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Berlin';
});
afterAll(() => {
  process.env.TZ = zone;
});

test('a day is the reader’s own, to its last microsecond, also where the clocks change', () => {
  expect(queryOf({ from: '2026-05-22', to: '2026-05-22' })).toMatchObject({
    start_date: '2026-05-21T22:00:00.000Z',
    end_date: '2026-05-22T21:59:59.999999Z',
  });
  expect(queryOf({ from: '2026-03-29', to: '2026-03-29' })).toMatchObject({
    start_date: '2026-03-28T23:00:00.000Z',
    end_date: '2026-03-29T21:59:59.999999Z',
  });
});

test('days in the wrong order are noticed, one day alone is in order', () => {
  expect(isBackwards({ from: '2026-05-22', to: '2026-05-21' })).toBe(true);
  expect(isBackwards({ from: '2026-05-22', to: '2026-05-22' })).toBe(false);
  expect(isBackwards({ from: '2026-05-22' })).toBe(false);
});
