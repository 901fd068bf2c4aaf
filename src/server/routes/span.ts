import { sentence } from '#contract/errors.ts';
import { ApiError } from '../errors.ts';

export interface Span {
  from: string | null;
  to: string | null;
}

const isDate = (value: string) => value.length === 10;

/**
 * The instants of `start_date` and `end_date`, both inclusive; a date without a time means its whole day in UTC.
 * @throws ApiError 400 when they are in the wrong order.
 */
export function spanOf(query: { start_date?: string | undefined; end_date?: string | undefined }): Span {
  const from = query.start_date ?? null;
  const to = query.end_date ?? null;
  const first = from && (isDate(from) ? `${from}T00:00:00Z` : from);
  const last = to && (isDate(to) ? `${to}T23:59:59.999999Z` : to);
  if (first && last && Date.parse(first) > Date.parse(last)) throw new ApiError(400, sentence.dateOrder);
  return { from: first, to: last };
}
