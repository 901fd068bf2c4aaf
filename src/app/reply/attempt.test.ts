import { expect, test } from 'vitest';
import { type Attempt, arrivalOf, attemptAt, type Heard } from './attempt.ts';

const asked = { content: 'Hi', whenDone: 'send', responseId: null, lastSent: null } as const;
const lost: Attempt = { ...attemptAt(null, asked), at: 1000, unansweredAt: 2000 };
const sent = { responseId: 'rsp_2', at: '2026-05-22T20:45:03Z', approvedBy: null };
const heard: Heard = { asOf: 3000, historyAsOf: 3000, hasReply: false, lastSent: sent };

test('a retry of the same content goes under the same key, and another content under its own', () => {
  expect(attemptAt(lost, asked).key).toBe(lost.key);
  expect(attemptAt(lost, { ...asked, content: 'Hello' }).key).not.toBe(lost.key);
});

test('a new message after an unanswered attempt to send is that attempt', () => {
  expect(arrivalOf(lost, heard)).toEqual(sent);
  expect(arrivalOf({ ...lost, lastSent: 'rsp_1' }, heard)).toEqual(sent);
});

test('nothing is known until both the conversation and its history were heard of again', () => {
  expect(arrivalOf(lost, { ...heard, historyAsOf: 1500 })).toBe('unknown');
  expect(arrivalOf(lost, { ...heard, asOf: 1500 })).toBe('unknown');
});

test('a message that was there before, and a reply that is still there, are no arrival', () => {
  expect(arrivalOf({ ...lost, lastSent: 'rsp_2' }, heard)).toBeNull();
  expect(arrivalOf(lost, { ...heard, hasReply: true })).toBeNull();
  expect(arrivalOf(lost, { ...heard, lastSent: null })).toBeNull();
});

test('of a reply that was saved before, only its own message is the arrival', () => {
  expect(arrivalOf({ ...lost, responseId: 'rsp_2' }, heard)).toEqual(sent);
  expect(arrivalOf({ ...lost, responseId: 'rsp_1' }, heard)).toBeNull();
});

test('where it is not known what was sent before, the time decides', () => {
  const late = { ...lost, lastSent: undefined, at: Date.parse('2026-05-22T21:00:00Z') };
  expect(arrivalOf(late, heard)).toBeNull();
  expect(arrivalOf({ ...late, at: Date.parse('2026-05-22T20:45:00Z') }, heard)).toEqual(sent);
});

test('an attempt that was answered, is under way or only saved is not looked for', () => {
  expect(arrivalOf(null, heard)).toBeNull();
  expect(arrivalOf({ ...lost, unansweredAt: null }, heard)).toBeNull();
  expect(arrivalOf({ ...lost, whenDone: 'review' }, heard)).toBeNull();
});
