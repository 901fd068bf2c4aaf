import type { Activity, PresentPerson } from '#contract/desk/live.ts';
import type { Db } from '../store/database.ts';
import {
  enter,
  leave,
  listPeople,
  lockPresence,
  renewPresence,
  stopOthers,
  type Window,
} from '../store/presence.ts';

/**
 * Notes what one window shows. One person at a time edits: whoever comes second looks on, unless they take over.
 * @returns who is in the conversation now; null where there is no such conversation.
 */
export async function notePresence(
  db: Db,
  window: Window,
  conversationId: string | null,
  { activity, takeOver }: { activity: Activity; takeOver: boolean },
): Promise<PresentPerson[] | null> {
  const { organizationId, personId } = window;
  if (conversationId === null) {
    await db.transaction((tx) => leave(tx, window));
    return [];
  }
  if (!takeOver && (await renewPresence(db, window, conversationId, activity)))
    return listPeople(db, organizationId, conversationId);
  return db.transaction(async (tx) => {
    if (!(await lockPresence(tx, organizationId, conversationId))) return null;
    if (takeOver) await stopOthers(tx, window, conversationId);
    const people = await listPeople(tx, organizationId, conversationId);
    const taken = people.some((other) => other.person_id !== personId && other.activity === 'editing');
    await enter(tx, window, conversationId, taken ? 'viewing' : activity);
    return listPeople(tx, organizationId, conversationId);
  });
}
