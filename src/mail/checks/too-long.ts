import { countSegments, mostSegments } from '../text-segments.ts';
import type { CheckedReply } from './checked-reply.ts';
import type { Finding } from './finding.ts';

/** Finds a text message of more segments than carriers take. */
export function checkTooLong({ input, text }: CheckedReply): Finding[] {
  if (input.modality !== 'text') return [];
  const { segments } = countSegments(text);
  if (segments <= mostSegments) return [];
  const reason = `This text takes ${segments} segments, and carriers take ${mostSegments}: shorten it, or send it as two.`;
  return [{ check: 'too_long', reason, place: { part: 'body', quote: null } }];
}
