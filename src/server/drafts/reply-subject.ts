/** The subject of a reply: one `Re: `, however many the conversation has (RFC 5322, 3.6.5). */
export function replySubject(subject: string | null): string {
  const bare = (subject ?? '').replace(/^(?:\s*re(?:\[\d+\])?\s*:)+/i, '').trim();
  return bare === '' ? 'Re: your message' : `Re: ${bare}`;
}
