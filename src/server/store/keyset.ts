import { type AnyColumn, and, type SQL, sql } from 'drizzle-orm';
import type { Page } from '#contract/page.ts';

/** Where a page ends: the sort key of its last row. Values, not a row, so that the row may be deleted. */
export interface Position {
  at: string;
  id: string;
}

export interface PageRequest<P extends Position = Position> {
  limit: number;
  after: P | null;
}

/** Rows that come after `after` in the order newest first. */
export function after(request: PageRequest, at: AnyColumn | SQL, id: AnyColumn | SQL): SQL | undefined {
  if (!request.after) return undefined;
  return sql`(${at}, ${id}) < (${request.after.at}::timestamptz, ${request.after.id})`;
}

/** The order that `after` goes by. */
export const newestFirst = (at: AnyColumn | SQL, id: AnyColumn | SQL) => sql`${at} desc, ${id} desc`;

/** Both ends of a span count as inside. */
export function within(
  at: AnyColumn | SQL,
  span: { from: string | null; to: string | null },
): SQL | undefined {
  return and(
    span.from ? sql`${at} >= ${span.from}::timestamptz` : undefined,
    span.to ? sql`${at} <= ${span.to}::timestamptz` : undefined,
  );
}

/** A page of the database: its rows, and where the next one begins. */
export interface Slice<T, P extends Position = Position> {
  rows: T[];
  next: P | null;
}

/** Cuts the `limit + 1` rows that were asked for into a page and the knowledge that there is more. */
export function sliceOf<T, P extends Position>(
  rows: T[],
  limit: number,
  positionOf: (row: T) => P,
): Slice<T, P> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last ? positionOf(last) : null };
}

/** The contract's form of a page. */
export function pageFrom<T, U, P extends Position>(
  slice: Slice<T, P>,
  request: { limit: number; cursor: string | null },
  seal: (position: P) => string,
  present: (row: T) => U,
): Page<U> {
  const next = slice.next ? seal(slice.next) : null;
  return {
    data: slice.rows.map(present),
    pagination: { limit: request.limit, cursor: request.cursor, next_cursor: next, has_more: next !== null },
  };
}
