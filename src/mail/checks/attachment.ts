import { sayings } from './attachment-words.ts';
import type { CheckedReply } from './checked-reply.ts';
import { type Finding, named } from './finding.ts';

/** Characters of a sentence on either side of a word that are read. */
const around = 80;

const sentenceBefore = (text: string, at: number) =>
  text.slice(Math.max(0, at - around), at).replace(/^.*[.!?;:,]\s/s, '');

/** A quick look whether a line can say it. */
const mayBeSaid =
  /attach|pfa|enclos|anh[aä]ng|anbei|anlage|beilieg|beigef|angeh|angef|joint|adjunt|anexo|bijlage|bijge|alleg/i;

function saidIn(text: string): string | null {
  if (!mayBeSaid.test(text)) return null;
  for (const { words, notAfter, notBefore } of sayings) {
    for (const { 0: quote, index } of text.matchAll(words)) {
      if (notAfter?.test(sentenceBefore(text, index))) continue;
      const end = index + quote.length;
      if (!notBefore?.test(text.slice(end, end + around))) return quote;
    }
  }
  return null;
}

/** Finds a reply that says something is attached when nothing is; pictures in the text count as attached. */
export function checkAttachment({ input, own }: CheckedReply): Finding[] {
  if (input.attachments > 0 || own.some(({ pictures }) => pictures > 0)) return [];
  for (const { text } of own) {
    const quote = saidIn(text);
    if (quote === null) continue;
    const reason = `The reply says ${named(quote)}, but nothing is attached: put it in as a picture or a link, or say it otherwise.`;
    return [{ check: 'attachment', reason, place: { part: 'body', quote } }];
  }
  return [];
}
