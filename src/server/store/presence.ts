import { and, eq, gt, ne, sql } from 'drizzle-orm';
import { type Activity, type PresentPerson, presenceLasts } from '#contract/desk/live.ts';
import type { Db } from './database.ts';
import { conversation, presence } from './schema.ts';

export interface Window {
  organizationId: string;
  /** Unique among all windows of all people. */
  clientId: string;
  personId: string;
  personName: string;
}

const isFresh = gt(presence.seenAt, sql`now() - make_interval(secs => ${sql.raw(String(presenceLasts))})`);
const tell = (organizationId: unknown, conversationId: unknown) =>
  sql`pg_notify('desk_presence', json_build_object(
    'organizationId', ${organizationId}::text, 'conversationId', ${conversationId}::text)::text)`;
const isHere = (organizationId: string, conversationId: string) =>
  and(eq(presence.organizationId, organizationId), eq(presence.conversationId, conversationId), isFresh);

/** Who is there, each person once: with several windows, what they do in the busiest one. */
export async function listPeople(
  db: Db,
  organizationId: string,
  conversationId: string,
): Promise<PresentPerson[]> {
  const rows = await db.select().from(presence).where(isHere(organizationId, conversationId));
  const people = new Map<string, PresentPerson>();
  for (const { personId, personName, activity } of rows) {
    if (people.get(personId)?.activity === 'editing') continue;
    people.set(personId, { person_id: personId, name: personName, activity });
  }
  return [...people.values()].sort((one, other) => one.name.localeCompare(other.name));
}

/** Says that nothing changed. @returns false where that is not so. */
export async function renewPresence(
  db: Db,
  { clientId, organizationId }: Window,
  conversationId: string,
  activity: Activity,
): Promise<boolean> {
  const renewed = await db
    .update(presence)
    .set({ seenAt: sql`now()` })
    .where(
      and(
        eq(presence.clientId, clientId),
        isHere(organizationId, conversationId),
        eq(presence.activity, activity),
      ),
    )
    .returning({ clientId: presence.clientId });
  return renewed.length > 0;
}

/** One window's news of a conversation is dealt with after the other's. @returns whether the conversation exists. */
export async function lockPresence(tx: Db, organizationId: string, conversationId: string): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${conversationId}, 727072002))`);
  const found = await tx
    .select({ id: conversation.id })
    .from(conversation)
    .where(and(eq(conversation.organizationId, organizationId), eq(conversation.id, conversationId)));
  return found.length > 0;
}

/** Whoever else edits only looks on from now. */
export async function stopOthers(tx: Db, { organizationId, personId }: Window, conversationId: string) {
  await tx
    .update(presence)
    .set({ activity: 'viewing' })
    .where(and(isHere(organizationId, conversationId), ne(presence.personId, personId)));
}

/** Puts a window into a conversation, and tells everybody. */
export async function enter(tx: Db, window: Window, conversationId: string, activity: Activity) {
  await leave(tx, window);
  const now = { ...window, conversationId, activity, seenAt: sql`now()` };
  await tx.insert(presence).values(now).onConflictDoUpdate({ target: presence.clientId, set: now });
  await tx.execute(sql`select ${tell(window.organizationId, conversationId)}`);
}

/** Takes a window out of the conversation that it was in, and tells everybody. */
export async function leave(tx: Db, { clientId }: Window): Promise<void> {
  const left = await tx.delete(presence).where(eq(presence.clientId, clientId)).returning();
  for (const row of left) await tx.execute(sql`select ${tell(row.organizationId, row.conversationId)}`);
}

/** Removes whoever is not heard of any more, and tells everybody; of several processes the one that removes does. */
export async function expirePresence(db: Db): Promise<void> {
  await db.execute(sql`
    with gone as (delete from ${presence} where not (${isFresh}) returning organization_id, conversation_id)
    select ${tell(sql`organization_id`, sql`conversation_id`)}
    from (select distinct organization_id, conversation_id from gone) as conversations`);
}
