import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { after, newestFirst, type PageRequest, sliceOf } from './keyset.ts';
import { newId } from './new-id.ts';
import { account, apiKey, organization, user } from './schema.ts';

export type OrganizationRow = typeof organization.$inferSelect;
export type UserRow = typeof user.$inferSelect;
export type ApiKeyRow = typeof apiKey.$inferSelect;

export async function countOrganizations(db: Db): Promise<number> {
  const [row] = await db.select({ n: count() }).from(organization);
  return row?.n ?? 0;
}

export async function listOrganizations(db: Db): Promise<OrganizationRow[]> {
  return db.select().from(organization).orderBy(asc(organization.createdAt), asc(organization.id));
}

export async function findOrganization(db: Db, id: string): Promise<OrganizationRow | undefined> {
  const [row] = await db.select().from(organization).where(eq(organization.id, id));
  return row;
}

export async function insertOrganization(db: Db, row: typeof organization.$inferInsert): Promise<void> {
  await db.insert(organization).values(row);
}

const userAt = sql`${user.createdAt}::timestamptz`;

export async function listAgents(db: Db, organizationId: string, request: PageRequest) {
  const rows = await db
    .select({ id: user.id, name: user.name, email: user.email, at: sql<string>`${userAt}::text` })
    .from(user)
    .where(and(eq(user.organizationId, organizationId), after(request, userAt, user.id)))
    .orderBy(newestFirst(userAt, user.id))
    .limit(request.limit + 1);
  return sliceOf(rows, request.limit, (row) => ({ at: row.at, id: row.id }));
}

export async function findAgent(db: Db, organizationId: string, id: string): Promise<UserRow | undefined> {
  const [row] = await db
    .select()
    .from(user)
    .where(and(eq(user.organizationId, organizationId), eq(user.id, id)));
  return row;
}

export async function insertApiKey(db: Db, row: typeof apiKey.$inferInsert): Promise<void> {
  await db.insert(apiKey).values(row);
}

/** The key with this SHA-256 (hexadecimal), and whether its time is over. */
export async function findApiKey(
  db: Db,
  hash: string,
): Promise<(ApiKeyRow & { expired: boolean }) | undefined> {
  const [row] = await db
    .select({ key: apiKey, expired: sql<boolean>`coalesce(${apiKey.expiresAt} <= now(), false)` })
    .from(apiKey)
    .where(eq(apiKey.hash, hash));
  return row && { ...row.key, expired: row.expired };
}

/** A person with a password account, as better-auth reads it. */
export async function insertUser(db: Db, row: typeof user.$inferInsert, passwordHash: string): Promise<void> {
  await db.insert(user).values({ ...row, emailVerified: true });
  await db.insert(account).values({
    id: newId('usr'),
    accountId: row.id,
    providerId: 'credential',
    userId: row.id,
    password: passwordHash,
  });
}

/** Lets one first visitor at a time set the desk up. */
export async function lockSetup(tx: Db): Promise<void> {
  await tx.execute(sql`lock table ${organization} in exclusive mode`);
}
