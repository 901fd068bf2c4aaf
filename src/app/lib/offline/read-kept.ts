import type { Query, QueryPersister } from '@tanstack/react-query';
import type { Session } from '#contract/desk/session.ts';
import { isUnreachable } from '../http.ts';

const load = () => import('./kept.ts');
const nothing = () => null;

/**
 * Where the desk cannot be reached and nothing is shown yet: what this person was last given, from then. The error stays,
 * so that the page says how old it is and goes on asking.
 */
export const orKept: QueryPersister = async (queryFn, context, query) => {
  try {
    return await queryFn(context);
  } catch (error) {
    if (isUnreachable(error))
      await load()
        .then(({ showKept }) => showKept(context.client, query as unknown as Query))
        .catch(nothing);
    throw error;
  }
};

/** Who was signed in last in this browser, where the desk cannot be asked. @throws `error` where that is not why, or nobody was. */
export async function sessionOffline(error: unknown): Promise<Session> {
  const kept = isUnreachable(error)
    ? await load()
        .then(({ sessionKept }) => sessionKept())
        .catch(nothing)
    : null;
  if (kept === null) throw error;
  return kept;
}

/** Nobody who comes after finds what was read here. Never rejects. */
export const forgetWhatWasRead = (): Promise<unknown> =>
  load()
    .then(({ forget }) => forget())
    .catch(nothing);
