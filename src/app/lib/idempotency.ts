/** Milliseconds: asked for once more after that, it is another wish. */
const stillTheSame = 60_000;

const unanswered = new Map<string, { key: string; at: number }>();

/**
 * Gives what changes something an Idempotency-Key: that of the same request, where it was made a moment ago and nobody
 * answered. A key that the caller chose stays.
 * @param seen what it was asked for in view of: in view of something else, the same request is another wish.
 * @returns what is to be told once there is an answer.
 */
export function giveKey(
  address: string,
  { headers, body, seen = '' }: { headers: Headers; body: BodyInit | undefined; seen?: string | undefined },
): () => void {
  if (headers.has('idempotency-key')) return () => {};
  const now = Date.now();
  // Of bytes nobody knows whether they are the same.
  const request =
    body === undefined || typeof body === 'string'
      ? JSON.stringify([address, body, headers.get('if-match'), seen])
      : crypto.randomUUID();
  const lost = unanswered.get(request);
  const key = lost && now - lost.at < stillTheSame ? lost.key : crypto.randomUUID();
  headers.set('idempotency-key', key);
  unanswered.set(request, { key, at: now });
  return () => unanswered.delete(request);
}
