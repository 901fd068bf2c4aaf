/** `Re:`, `Re[2]:`, `Re (3):`, and the wide colon of Chinese and Japanese keyboards. */
const counter = String.raw`\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:\uff1a]`;
/** "Re" and what mail programs of other languages write for it. */
const answers = 're|r|aw|antw|antwort|sv|vs|ref|rif|res|odp|ynt|回复|回覆|答复|返信';
const forwards = 'fwd?|wg|vb|vl|enc|tr|pd|ilt|转发|轉寄|転送';
const answerPrefix = new RegExp(`^\\s*(?:${answers})${counter}`, 'iu');
const prefix = new RegExp(`^\\s*(?:${answers}|${forwards})${counter}`, 'iu');

/** Whether the subject says that the message answers or forwards another. */
export const isReplySubject = (subject: string) => prefix.test(subject);

/** The subject without what answering and forwarding put before it, for comparison only; empty when nothing is left. */
export function threadSubject(subject: string): string {
  return without(prefix, subject.normalize('NFC')).replace(/\s+/g, ' ').trim().toLowerCase();
}

/** The subject of a reply: one `Re: `, however many it has, in whatever language (RFC 5322, 3.6.5). */
export function replySubject(subject: string | null): string {
  const bare = without(answerPrefix, subject ?? '').trim();
  return bare === '' ? 'Re: your message' : `Re: ${bare}`;
}

function without(pattern: RegExp, subject: string): string {
  let rest = subject;
  while (pattern.test(rest)) rest = rest.replace(pattern, '');
  return rest;
}
