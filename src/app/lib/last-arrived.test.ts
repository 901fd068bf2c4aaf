import { expect, test } from 'vitest';
import type { DeskMessage } from '#contract/desk/conversation.ts';
import { arrivedAfter, lastArrived } from './last-arrived.ts';

const message = (message_id: string, arrived_at: string) => ({ message_id, arrived_at }) as DeskMessage;
const idOf = (found: DeskMessage | undefined) => found?.message_id;

test('the last to arrive is not the one with the latest date: a mail can come late', () => {
  const [late, on_time, third] = [
    message('late', '2026-05-03T10:00:00.2Z'),
    message('on time', '2026-05-01T10:00:00Z'),
    message('third', '2026-05-02T10:00:00Z'),
  ];
  expect(idOf(lastArrived([late, on_time, third]))).toBe('late');
  expect(arrivedAfter([late, on_time, third], on_time).map(idOf)).toEqual(['late', 'third']);
});

test('of those that came at once it is the latest, and of none there is none', () => {
  const at = '2026-05-01T10:00:00Z';
  expect(idOf(lastArrived([message('first', at), message('second', at)]))).toBe('second');
  expect(lastArrived([])).toBeUndefined();
});
