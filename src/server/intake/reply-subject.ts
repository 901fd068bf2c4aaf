// "Re", "Fwd" and what mail programs of other languages write for them, also counted (`RE[2]:`, `Re (3):`).
const prefix =
  /^\s*(?:re|r|fwd?|aw|antw|antwort|wg|sv|vs|vb|vl|ref|rif|res|enc|tr|odp|pd|ynt|ilt|回复|回覆|答复|转发|轉寄|返信|転送)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[::]/iu;

/** Whether the subject says that the message answers or forwards another. */
export const isReplySubject = (subject: string) => prefix.test(subject);

/** The subject without what answering and forwarding put before it, for comparison only; empty when nothing is left. */
export function threadSubject(subject: string): string {
  let rest = subject.normalize('NFC');
  while (prefix.test(rest)) rest = rest.replace(prefix, '');
  return rest.replace(/\s+/g, ' ').trim().toLowerCase();
}
