import type { Query, QueryClient } from '@tanstack/react-query';
import type { Session } from '#contract/desk/session.ts';
import { queryRoots } from '../query-roots.ts';
import { deskStore } from './desk-store.ts';

/** Milliseconds. */
const together = 400;

/** What can be read again offline: conversations with their history, the lists, and what belongs to writing a reply. */
const roots = new Set<unknown>([
  queryRoots.conversation('')[0],
  ...queryRoots.queue,
  ...queryRoots.conversations,
  ...queryRoots.signatures,
  ...queryRoots.policy,
  'revision',
]);
/** The answers that are pictures, as large as these are. */
const pictures: readonly unknown[] = ['inline images', 'pictures'];
/** Of what the browser gives the desk, pictures leave the rest to words: what is written is kept there too. */
const shareWithPictures = 0.25;

const isKept = ({ queryKey }: Query) => roots.has(queryKey[0]);
const hasPictures = ({ queryKey }: Query) => queryKey.some((part) => pictures.includes(part));

async function isRoomy(): Promise<boolean> {
  const { usage, quota } = await navigator.storage.estimate();
  return usage !== undefined && quota !== undefined && usage < quota * shareWithPictures;
}

/** Writes down what this person reads, until it is told to stop; what another person read before is dropped first. */
export function keepRead(client: QueryClient, session: Session): () => void {
  const { person_id: personId } = session.person;
  const written = new WeakMap<Query, unknown>();
  const waiting = new Set<Query>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;

  const write = async () => {
    timer = undefined;
    const some = [...waiting].filter((query) => query.state.data !== undefined);
    waiting.clear();
    const roomy = some.some(hasPictures) && (await isRoomy().catch(() => false));
    const due = roomy ? some : some.filter((query) => !hasPictures(query));
    if (isOver || due.length === 0) return;
    for (const query of due) written.set(query, query.state.data);
    const kept = due.map(({ queryHash: hash, state: { data, dataUpdatedAt: at } }) => ({
      personId,
      hash,
      data,
      at,
    }));
    // A browser that keeps nothing still shows everything while the desk is there.
    await deskStore.keepQueries(kept).catch(() => {});
  };
  const note = (query: Query) => {
    if (!isKept(query) || query.state.data === undefined || written.get(query) === query.state.data) return;
    waiting.add(query);
    timer ??= setTimeout(write, together);
  };

  const begin = async () => {
    const previous = await deskStore.session();
    if (previous && previous.person.person_id !== personId) await deskStore.forgetWhatWasRead();
    if (isOver) return;
    await deskStore.keepSession(session);
    await deskStore.dropOldQueries();
  };
  const begun = begin().catch(() => {});
  let stop = () => {};
  void begun.then(() => {
    if (isOver) return;
    for (const query of client.getQueryCache().getAll()) note(query);
    stop = client.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'success') note(event.query);
    });
  });
  return () => {
    isOver = true;
    clearTimeout(timer);
    stop();
  };
}
