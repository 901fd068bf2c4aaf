import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { attachment, inlineImage } from './schema.ts';

export type InlineImageRow = typeof inlineImage.$inferSelect;
export type InlineImageSummary = Pick<InlineImageRow, 'contentId' | 'contentType' | 'size'>;

const the = (organizationId: string, contentId: string) =>
  and(eq(inlineImage.organizationId, organizationId), eq(inlineImage.contentId, contentId));

/** The same picture twice is one row. */
export async function insertInlineImage(db: Db, row: typeof inlineImage.$inferInsert): Promise<void> {
  await db.insert(inlineImage).values(row).onConflictDoNothing();
}

export async function findInlineImage(
  db: Db,
  organizationId: string,
  contentId: string,
): Promise<InlineImageRow | undefined> {
  const [row] = await db.select().from(inlineImage).where(the(organizationId, contentId));
  return row;
}

/** Those of the named pictures that the organisation holds, without their bytes. */
export async function listInlineImages(
  db: Db,
  organizationId: string,
  contentIds: string[],
): Promise<InlineImageSummary[]> {
  if (contentIds.length === 0) return [];
  return db
    .select({
      contentId: inlineImage.contentId,
      contentType: inlineImage.contentType,
      size: inlineImage.size,
    })
    .from(inlineImage)
    .where(and(eq(inlineImage.organizationId, organizationId), inArray(inlineImage.contentId, contentIds)));
}

/** Gives a message its own copy of a picture; the bytes do not leave the store. */
export async function attachInlineImage(
  tx: Db,
  of: { organizationId: string; contentId: string },
  as: { id: string; messageId: string; filename: string },
): Promise<void> {
  await tx.execute(sql`
    insert into ${attachment} (id, organization_id, message_id, filename, content_type, size, content_id, content)
    select ${as.id}::text, organization_id, ${as.messageId}::text, ${as.filename}::text, content_type, size, content_id, content
    from ${inlineImage} where ${the(of.organizationId, of.contentId)}`);
}
