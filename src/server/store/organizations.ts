import { and, asc, count, eq, not, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { after, newestFirst, type PageRequest, sliceOf } from './keyset.ts';
import { newId } from './new-id.ts';
import { prepared, written } from './prepared.ts';
import { account, apiKey, event, organization, user } from './schema.ts';

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

/** The addresses that replies of an organisation come from and its people sign in with. */
export async function listOwnAddresses(db: Db, organizationId: string): Promise<string[]> {
  const people = db.select({ address: user.email }).from(user).where(eq(user.organizationId, organizationId));
  const rows = await db
    .select({ address: organization.sendingAddress })
    .from(organization)
    .where(eq(organization.id, organizationId))
    .union(people);
  return rows.map(({ address }) => address);
}

/** The organisation as it is, held until the transaction ends. */
export async function lockOrganization(tx: Db, id: string): Promise<OrganizationRow | undefined> {
  const [row] = await tx.select().from(organization).where(eq(organization.id, id)).for('no key update');
  return row;
}

export async function updatePolicy(
  tx: Db,
  id: string,
  policy: Pick<OrganizationRow, 'approvalPolicy' | 'checkLevels'>,
): Promise<void> {
  await tx.update(organization).set(policy).where(eq(organization.id, id));
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

/** @param expiresInDays counts from now, by the clock that later tells whether it is over. */
export async function insertApiKey(
  db: Db,
  { expiresInDays = null, ...row }: typeof apiKey.$inferInsert & { expiresInDays?: number | null },
): Promise<ApiKeyRow> {
  const expiry = expiresInDays !== null && {
    expiresAt: sql`now() + make_interval(days => ${expiresInDays}::int)`,
  };
  const [made] = await db
    .insert(apiKey)
    .values({ ...row, ...expiry })
    .returning();
  if (!made) throw new Error('The API key was not kept');
  return made;
}

export async function listApiKeys(db: Db, organizationId: string): Promise<ApiKeyRow[]> {
  return db
    .select()
    .from(apiKey)
    .where(eq(apiKey.organizationId, organizationId))
    .orderBy(asc(apiKey.createdAt), asc(apiKey.id));
}

/** @returns the key as it is now; undefined where the organisation has no such key. */
export async function updateApiKey(
  tx: Db,
  organizationId: string,
  id: string,
  change: Pick<ApiKeyRow, 'active' | 'trustedToSend'>,
): Promise<ApiKeyRow | undefined> {
  const [row] = await tx
    .update(apiKey)
    .set(change)
    .where(and(eq(apiKey.organizationId, organizationId), eq(apiKey.id, id)))
    .returning();
  return row;
}

const isExpired = sql<boolean>`coalesce(${apiKey.expiresAt} <= now(), false)`;

export async function findApiKeyById(
  db: Db,
  organizationId: string,
  id: string,
): Promise<(ApiKeyRow & { expired: boolean }) | undefined> {
  const [row] = await db
    .select({ key: apiKey, expired: isExpired })
    .from(apiKey)
    .where(and(eq(apiKey.organizationId, organizationId), eq(apiKey.id, id)));
  return row && { ...row.key, expired: row.expired };
}

/** Those that programs can use now. */
export async function listWorkingKeys(db: Db, organizationId: string): Promise<ApiKeyRow[]> {
  return db
    .select()
    .from(apiKey)
    .where(and(eq(apiKey.organizationId, organizationId), apiKey.active, not(isExpired)));
}

const keyAndExpiry = { key: apiKey, expired: isExpired };
const keyByHash = prepared(
  'key_by_hash',
  written
    .select(keyAndExpiry)
    .from(apiKey)
    .where(eq(apiKey.hash, sql.placeholder('hash'))),
  keyAndExpiry,
);

/** The key with this SHA-256 (hexadecimal), and whether its time is over. */
export async function findApiKey(
  db: Db,
  hash: string,
): Promise<(ApiKeyRow & { expired: boolean }) | undefined> {
  const [row] = await keyByHash(db, { hash });
  return row && { ...row.key, expired: row.expired };
}

/** A person with a password account, as better-auth reads it. */
/** What happened before somebody came is no news to them. */
const happenedIn = (organizationId: string) =>
  sql`(select coalesce(max(${event.id}), 0) from ${event} where ${event.organizationId} = ${organizationId})`;

export async function insertUser(db: Db, row: typeof user.$inferInsert, passwordHash: string): Promise<void> {
  const toldUpTo = happenedIn(row.organizationId);
  await db.insert(user).values({ ...row, emailVerified: true, toldUpTo });
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
