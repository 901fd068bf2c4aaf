import type { Query, QueryClient } from '@tanstack/react-query';
import type { Session } from '#contract/desk/session.ts';
import { queryRoots } from '../query-roots.ts';
import { deskStore } from './desk-store.ts';

/** Shows what this person was last given, from then, where nothing is shown yet. */
export async function showKept(client: QueryClient, query: Query): Promise<void> {
  const session = client.getQueryData<Session>([...queryRoots.session, 'current']);
  if (!session || query.state.data !== undefined) return;
  const kept = await deskStore.query(session.person.person_id, query.queryHash);
  if (kept && query.state.data === undefined)
    query.setState({ data: kept.data, dataUpdatedAt: kept.at, status: 'success' });
}

export const sessionKept = () => deskStore.session();
export const forget = () => deskStore.forgetWhatWasRead();
