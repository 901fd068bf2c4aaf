import { z } from 'zod';
import { identifier } from './identifier.ts';

/** Query of every list: at most `limit` rows, from where `cursor` points. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(25),
  cursor: z.string().optional(),
});

const day = z.iso.date();
/** Offsets as the world has them, and no more digits than a nanosecond has: a database takes no others. */
const instant = z.iso.datetime({ offset: true }).regex(/:\d\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):?\d\d)$/);
const date = z
  .union([day, instant], {
    error: 'must be an ISO 8601 date or time, e.g. 2026-05-22 or 2026-05-22T20:45:03Z',
  })
  .refine((value) => !value.startsWith('0000'), { message: 'must be in the year 0001 or later' });

/** A list that can be narrowed to a time span; both ends count as inside. A date means its whole day in UTC. */
export const datedPageQuery = pageQuery.extend({
  start_date: date.optional(),
  end_date: date.optional(),
});

/** One page of `item`s. `cursor` echoes the request's, `next_cursor` is null on the last page. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    data: z.array(item),
    pagination: z.object({
      limit: z.number().int(),
      cursor: z.string().nullable(),
      next_cursor: z.string().nullable(),
      has_more: z.boolean(),
    }),
  });
}

export interface Page<T> {
  data: T[];
  pagination: { limit: number; cursor: string | null; next_cursor: string | null; has_more: boolean };
}

export const organizationPath = z.object({ organization_id: identifier });
export const conversationPath = organizationPath.extend({ conversation_id: identifier });
