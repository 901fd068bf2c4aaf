import fc from 'fast-check';
import { expect, test } from 'vitest';
import { replySubject } from './subject.ts';

test.each([
  ['Leak', 'Re: Leak'],
  ['Re: Leak', 'Re: Leak'],
  ['AW: Leck', 'Re: Leck'],
  ['回复：漏水', 'Re: 漏水'],
  ['RE: re:Re[2]: Leak', 'Re: Leak'],
  ['Fwd: Leak', 'Re: Fwd: Leak'],
  ['Regarding: the roof', 'Re: Regarding: the roof'],
  ['', 'Re: your message'],
  [null, 'Re: your message'],
])('the reply to %j has the subject %j', (subject, expected) => {
  expect(replySubject(subject)).toBe(expected);
});

test('a reply to a reply has the same subject', () => {
  fc.assert(
    fc.property(fc.string(), (subject) => {
      const once = replySubject(subject);
      expect(replySubject(once)).toBe(once);
    }),
  );
});
