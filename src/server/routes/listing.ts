import type { Page } from '#contract/page.ts';
import { type PageRequest, type Position, pageFrom, type Slice } from '../store/keyset.ts';
import { cursorsOf } from './cursor.ts';

/**
 * Answers a list: opens the cursor, reads a slice, presents it, seals the next cursor.
 * @param collection what the rows are taken from, with all filters: a cursor is only good for the same one.
 * @throws ApiError 400 `Invalid cursor`.
 */
export async function listing<T, U, P extends Position = Position>(
  secret: string,
  collection: readonly (string | null | undefined)[],
  query: { limit: number; cursor?: string | undefined },
  read: (request: PageRequest<P>) => Promise<Slice<T, P>>,
  present: (row: T) => U,
): Promise<Page<U>> {
  const cursors = cursorsOf<P>(secret, collection);
  const after = query.cursor === undefined ? null : cursors.open(query.cursor);
  const slice = await read({ limit: query.limit, after });
  return pageFrom(slice, { limit: query.limit, cursor: query.cursor ?? null }, cursors.seal, present);
}
