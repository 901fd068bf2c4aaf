import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { signature } from './schema.ts';

export type SignatureRow = typeof signature.$inferSelect;

/** Whose signature: of a person, or (the owner is the organisation itself) of everybody. */
export interface SignatureOwner {
  organizationId: string;
  ownerId: string;
}

const ownedBy = ({ organizationId, ownerId }: SignatureOwner) =>
  and(eq(signature.organizationId, organizationId), eq(signature.ownerId, ownerId));

export async function listSignatures(
  db: Db,
  organizationId: string,
  ownerIds: string[],
): Promise<SignatureRow[]> {
  return db
    .select()
    .from(signature)
    .where(and(eq(signature.organizationId, organizationId), inArray(signature.ownerId, ownerIds)));
}

/** The signature as it is, held until the transaction ends. */
export async function lockSignature(tx: Db, owner: SignatureOwner): Promise<SignatureRow | undefined> {
  // A row that is not there cannot be locked, its owner's name can.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`signature ${owner.ownerId}`}, 0))`);
  const [row] = await tx.select().from(signature).where(ownedBy(owner));
  return row;
}

export async function putSignature(tx: Db, owner: SignatureOwner, html: string): Promise<void> {
  await tx
    .insert(signature)
    .values({ ...owner, html })
    .onConflictDoUpdate({
      target: [signature.organizationId, signature.ownerId],
      set: { html, updatedAt: sql`now()` },
    });
}

export async function deleteSignature(tx: Db, owner: SignatureOwner): Promise<void> {
  await tx.delete(signature).where(ownedBy(owner));
}
