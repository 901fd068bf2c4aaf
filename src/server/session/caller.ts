import type { Role } from '#contract/desk/session.ts';
import { sentence } from '#contract/errors.ts';
import type { Author } from '../drafts/life.ts';
import { ApiError } from '../errors.ts';
import type { Db } from '../store/database.ts';
import { resolveApiKey } from './api-keys.ts';
import type { Auth } from './auth.ts';

/** Who makes a request, and for which organisation. */
export type Caller = Author & { organizationId: string } & (
    | { kind: 'key' }
    | { kind: 'person'; email: string; role: Role }
  );

/**
 * Who may call a route: anybody; a signed-in person, of at least the role that is named; or a person or program of an
 * organisation.
 */
export type Access = 'public' | 'person' | 'manager' | 'admin' | 'caller';

const rank = { person: 0, rep: 0, manager: 1, admin: 2 } as const;

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Finds out who asks, by `X-API-KEY` or else by the session cookie.
 * @param renewed is told the cookie of a session that now lasts longer.
 * @throws ApiError 401 or 403 when nobody may ask so; 403 when a page of another site used a person's cookie.
 */
export async function identify(
  tools: { db: Db; auth: Auth; origins: ReadonlySet<string> },
  request: Request,
  access: Exclude<Access, 'public'>,
  renewed?: (cookie: string) => void,
): Promise<Caller> {
  const key = request.headers.get('x-api-key');
  if (key && access === 'caller') {
    const { id, name, organizationId, trustedToSend } = await resolveApiKey(tools.db, key);
    return { kind: 'key', id, name, organizationId, trustedToSend };
  }
  refuseCrossSite(request, tools.origins);
  const person = request.headers.has('cookie') ? await tools.auth.whoIs(request.headers, renewed) : null;
  if (!person) {
    throw access === 'caller'
      ? new ApiError(403, sentence.missingKey)
      : new ApiError(401, 'You are not signed in: sign in, then try again.');
  }
  if (access !== 'caller' && rank[person.role] < rank[access]) {
    throw new ApiError(
      403,
      `Only ${access === 'admin' ? 'administrators' : 'managers'} may do this: ask one of them.`,
    );
  }
  return { kind: 'person', ...person };
}

/**
 * Cookies travel with requests that other sites start, so a change is taken only from our own pages: by
 * `Sec-Fetch-Site`, or by `Origin` from browsers without it. A program that sends neither has no cookie to abuse.
 */
export function refuseCrossSite(request: Request, origins: ReadonlySet<string>): void {
  if (safeMethods.has(request.method)) return;
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  const isOurs = site ? site === 'same-origin' || site === 'none' : origin === null || origins.has(origin);
  if (!isOurs) throw new ApiError(403, 'This request came from another site and was refused.');
}
