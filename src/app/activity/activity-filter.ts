import type { listActivity } from '#contract/desk/history.ts';
import type { Call } from '#contract/endpoint.ts';

/** Which events are shown, as the address of the page says it. */
export interface ActivityFilter {
  /** A person's id; `key`: programs; `desk`: the desk and customers. */
  actor?: string | undefined;
  kind?: string | undefined;
  /** Days of the reader's calendar, e.g. `2026-05-22`; both are inside. */
  from?: string | undefined;
  to?: string | undefined;
}

export const isNarrowed = ({ actor, kind, from, to }: ActivityFilter) => Boolean(actor || kind || from || to);

export const isBackwards = ({ from, to }: ActivityFilter) => Boolean(from && to && from > to);

/** The filter as the API takes it: a day is the reader's, from its first microsecond to its last. */
export function queryOf({ actor, kind, from, to }: ActivityFilter) {
  return {
    actor,
    kind,
    start_date: from && new Date(`${from}T00:00:00`).toISOString(),
    end_date: to && new Date(`${to}T23:59:59.999`).toISOString().replace('.999Z', '.999999Z'),
  } satisfies NonNullable<Call<typeof listActivity>['query']>;
}
