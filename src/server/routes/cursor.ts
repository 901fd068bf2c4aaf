import { createHmac, timingSafeEqual } from 'node:crypto';
import { sentence } from '#contract/errors.ts';
import { ApiError } from '../errors.ts';
import type { Position } from '../store/keyset.ts';

/** Cursors of one collection with its filters; sealed, so that none is forged or taken from another collection. */
export interface Cursors<P extends Position> {
  seal(position: P): string;
  /** @throws ApiError 400 `Invalid cursor`. */
  open(cursor: string): P;
}

/** Changes with what a cursor holds: one of another form is refused. */
const form = 2;

export function cursorsOf<P extends Position>(
  secret: string,
  collection: readonly (string | null | undefined)[],
): Cursors<P> {
  const sign = (payload: string) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([form, collection, payload]))
      .digest()
      .subarray(0, 16);
  return {
    seal(position) {
      const payload = Buffer.from(JSON.stringify(position)).toString('base64url');
      return `${payload}.${sign(payload).toString('base64url')}`;
    },
    open(cursor) {
      const [payload, seal, ...rest] = cursor.split('.');
      const given = Buffer.from(seal ?? '', 'base64url');
      const expected = sign(payload ?? '');
      const isOurs =
        rest.length === 0 &&
        given.toString('base64url') === seal &&
        given.length === expected.length &&
        timingSafeEqual(given, expected);
      if (!payload || !isOurs) throw new ApiError(400, sentence.invalidCursor);
      return JSON.parse(Buffer.from(payload, 'base64url').toString()) as P;
    },
  };
}
