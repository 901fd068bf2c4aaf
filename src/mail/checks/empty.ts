import type { CheckedReply } from './checked-reply.ts';
import type { Finding } from './finding.ts';

/** Beyond white space: what mail is filled with that nobody sees. */
const seen = /(?!\u034f)[^\s\u00ad\u200b-\u200f\u2060\ufeff]/;

/** Finds a reply in which there is nothing to read: no text and no picture besides history and signature. */
export function checkEmpty({ input, own, forwards }: CheckedReply): Finding[] {
  if (forwards || own.some(({ text, pictures }) => pictures > 0 || seen.test(text))) return [];
  if (input.modality === 'text' && input.attachments > 0) return [];
  const reason = 'There is nothing to read in this reply: write something before it goes out.';
  return [{ check: 'empty', reason, place: { part: 'body', quote: null } }];
}
