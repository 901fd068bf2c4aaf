import { afterEach, expect, test, vi } from 'vitest';
import { giveKey } from './idempotency.ts';

afterEach(() => vi.useRealTimers());

function ask(body: BodyInit, own?: string) {
  const headers = new Headers(own ? { 'idempotency-key': own } : {});
  const answered = giveKey('/decisions', { headers, body });
  return { key: headers.get('idempotency-key'), answered };
}

test('what nobody answered goes under the same key when it is asked again, and then under another one', () => {
  const first = ask('approve a');
  expect(ask('approve b').key).not.toBe(first.key);
  const again = ask('approve a');
  expect(again.key).toBe(first.key);
  again.answered();
  expect(ask('approve a').key).not.toBe(first.key);
});

test('what is asked again a minute later is another wish', () => {
  vi.useFakeTimers();
  const first = ask('recall');
  vi.advanceTimersByTime(61_000);
  expect(ask('recall').key).not.toBe(first.key);
});

test('two files are two requests', () => {
  expect(ask(new Blob(['a'])).key).not.toBe(ask(new Blob(['b'])).key);
});

test('a key that the caller keeps is left alone', () => {
  expect(ask('save', 'mine').key).toBe('mine');
});

test('what is asked again in view of something else is another wish', () => {
  const asked = (seen: string, revision = '"a"') => {
    const headers = new Headers({ 'if-match': revision });
    giveKey('/approve', { headers, body: 'x', seen });
    return headers.get('idempotency-key');
  };
  const first = asked('waiting');
  expect(asked('waiting')).toBe(first);
  expect(asked('called back')).not.toBe(first);
  expect(asked('waiting', '"b"')).not.toBe(first);
});
