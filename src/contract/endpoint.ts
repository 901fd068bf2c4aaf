import type { z } from 'zod';

type Shape = z.ZodObject;

/** One call of the API, stated once: the server validates by it, the browser's client is typed by it. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api`, with parameters in braces: `/v2/organizations/{organization_id}`. */
  path: string;
  summary: string;
  tag: string;
  params?: Shape;
  query?: Shape;
  /** Header names in lower case. */
  headers?: Shape;
  body?: Shape;
  /** Status of success; 204 has no body. */
  status: 200 | 201 | 204;
  answer: z.ZodType;
}

/** States an endpoint; exists for its type, which keeps the literal schemas. */
export function endpoint<const E extends Endpoint>(definition: E): E {
  return definition;
}

type Input<S> = S extends z.ZodType ? z.input<S> : undefined;

/** What a caller of `E` gives. */
export type Call<E extends Endpoint> = (E['params'] extends Shape
  ? { params: Input<E['params']> }
  : unknown) &
  (E['query'] extends Shape ? { query?: Input<E['query']> } : unknown) &
  (E['headers'] extends Shape ? { headers?: Input<E['headers']> } : unknown) &
  (E['body'] extends Shape ? { body: Input<E['body']> } : unknown);

/** What a caller of `E` gets. */
export type Answer<E extends Endpoint> = z.output<E['answer']>;

/**
 * The address of a call, e.g. `/api/v2/organizations/org_1?limit=5`.
 * Query values that are undefined or empty are left out.
 */
export function addressOf(
  { path }: Pick<Endpoint, 'path'>,
  given: { params?: Record<string, string>; query?: Record<string, unknown> } = {},
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = given.params?.[name];
    if (value === undefined) throw new TypeError(`${path} needs ${name}`);
    return encodeURIComponent(value);
  });
  const query = Object.entries(given.query ?? {})
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');
  return `/api${filled}${query === '' ? '' : `?${query}`}`;
}
