import { addressOf, type Endpoint } from '#contract/endpoint.ts';
import type { Caller } from '../session/caller.ts';

interface Received {
  params?: Record<string, string>;
  headers: { 'idempotency-key'?: string | undefined };
  body: unknown;
  caller: Caller;
}

/** A request as `once` knows it again. */
export const keyed = (endpoint: Endpoint, { params, headers, body, caller }: Received) => ({
  caller: `${caller.kind}:${caller.id}`,
  key: headers['idempotency-key'],
  address: addressOf(endpoint, { params }),
  body,
});
