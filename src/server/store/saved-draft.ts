import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { type DraftRow, draftColumns, withBodyText } from './body-text.ts';
import type { Db } from './database.ts';
import { givenFor, prepared, written } from './prepared.ts';
import { draft, draftRevision } from './schema.ts';

/** What a save puts down; `holdSeconds`: how long it may still be taken back once it is let go; null: nothing is released. */
export type SavedDraft = Omit<DraftRow, (typeof notSaved)[number]> & {
  holdSeconds: number | null;
  /** Until when the customer's messages were read; null: until now. */
  readThrough: string | null;
};

const notSaved = [
  'scheduledSendAt',
  'releaseAt',
  'sendingSince',
  'departed',
  'failure',
  'createdAt',
  'updatedAt',
  'answersUpTo',
  'reviewSpans',
] as const;

const holdSeconds = sql`${sql.placeholder('holdSeconds')}::double precision`;

const upsert = prepared(
  'upsert_draft',
  written
    .insert(draft)
    .values({
      ...givenFor(draft, ...notSaved),
      // clock_timestamp, not now: the undo window begins when the decision is made, not when its transaction began.
      scheduledSendAt: sql`case when ${sql.placeholder('status')} = 'queued' then clock_timestamp() end`,
      releaseAt: sql`clock_timestamp() + make_interval(secs => ${holdSeconds})`,
      answersUpTo: sql`coalesce(${sql.placeholder('readThrough')}::timestamptz, clock_timestamp())`,
    })
    .onConflictDoUpdate({
      target: draft.conversationId,
      set: {
        ...asInserted(
          ...Object.keys(givenFor(draft, 'id', 'organizationId', 'conversationId', ...notSaved)),
          'scheduledSendAt',
          'releaseAt',
        ),
        // What was read once stays read.
        answersUpTo: sql`greatest(${draft.answersUpTo}, ${sql.raw('excluded')}.${sql.identifier(draft.answersUpTo.name)})`,
        sendingSince: null,
        failure: null,
        updatedAt: sql`clock_timestamp()`,
      },
    })
    .returning(draftColumns),
  draftColumns,
);

/** What the insert would have put down, for the row that stood in its way. */
function asInserted(...names: string[]): Record<string, SQL> {
  const columns = Object.entries(getTableColumns(draft)).filter(([name]) => names.includes(name));
  return Object.fromEntries(
    columns.map(([name, column]) => [name, sql`excluded.${sql.identifier(column.name)}`]),
  );
}

/** Creates the conversation's draft, or overwrites it; the caller holds the lock on the conversation. */
export async function upsertDraft(tx: Db, row: SavedDraft): Promise<DraftRow> {
  const [saved] = await upsert(tx, withBodyText(row));
  if (!saved) throw new Error('The saved draft was not returned');
  return saved;
}

const insertRevision = prepared(
  'insert_revision',
  written.insert(draftRevision).values(givenFor(draftRevision, 'createdAt')).onConflictDoNothing(),
);

/** Keeps what the draft says now; the same content twice is one revision. */
export async function keepRevision(
  tx: Db,
  saved: DraftRow,
  recipient: string | null,
  by: { kind: 'person' | 'key'; id: string; name: string },
): Promise<void> {
  const author = { authorKind: by.kind, authorId: by.id, authorName: by.name };
  await insertRevision(tx, { ...saved, ...author, draftId: saved.id, recipient });
}
