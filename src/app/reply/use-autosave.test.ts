import { expect, test } from 'vitest';
import { pauseAfter } from './use-autosave.ts';

const after = (times: number) => pauseAfter({ kind: 'refused', detail: '', times, at: 0 });

test('a pause of a second and a half is saved, and a desk that does not take it is asked less and less often', () => {
  expect(pauseAfter(null)).toBe(1500);
  expect([after(1), after(2), after(3)]).toEqual([3000, 6000, 12_000]);
  expect(after(50)).toBe(60_000);
});
