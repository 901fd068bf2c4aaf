import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (value: string) => createHash('sha256').update(value).digest();

/** Whether a request comes from a command on this machine that could read the token in the data folder. */
export function isOperator(token: string | null, request: Request): boolean {
  const given = request.headers.get('authorization')?.match(/^Bearer (.+)$/)?.[1];
  return token !== null && given !== undefined && timingSafeEqual(digest(given), digest(token));
}
