import { createHmac, timingSafeEqual } from 'node:crypto';
import { sentence } from '#contract/errors.ts';
import { ApiError } from '../errors.ts';
import type { Position } from '../store/keyset.ts';

/** Cursors of one collection with its filters; sealed, so that none is forged or taken from another collection. */
export interface Cursors {
  seal(position: Position): string;
  /** @throws ApiError 400 `Invalid cursor`. */
  open(cursor: string): Position;
}

export function cursorsOf(secret: string, collection: readonly (string | null | undefined)[]): Cursors {
  const sign = (payload: string) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([collection, payload]))
      .digest()
      .subarray(0, 16);
  return {
    seal({ at, id }) {
      const payload = Buffer.from(JSON.stringify([at, id])).toString('base64url');
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
      const [at, id] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [string, string];
      return { at, id };
    },
  };
}
