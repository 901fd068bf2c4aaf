import { and, eq } from 'drizzle-orm';
import type { Db } from './database.ts';
import { draftRevision } from './schema.ts';

export type RevisionRow = typeof draftRevision.$inferSelect;

/** What a draft said, and to whom, when its fingerprint was `revision`. */
export async function findRevision(
  db: Db,
  draftId: string,
  revision: string,
): Promise<RevisionRow | undefined> {
  const [row] = await db
    .select()
    .from(draftRevision)
    .where(and(eq(draftRevision.draftId, draftId), eq(draftRevision.revision, revision)));
  return row;
}
