import { and, eq, exists, ilike, isNotNull, or, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { after, newestFirst, type PageRequest, sliceOf } from './keyset.ts';
import { contact } from './schema.ts';

export type ContactRow = typeof contact.$inferSelect;

const domain = sql`split_part(lower(${contact.email}), '@', 2)`;

/** Of contacts and domains those pairs where another contact of the organisation is at that domain. */
export async function listWithOtherCustomers(
  db: Db,
  organizationId: string,
  asked: readonly { contactId: string; domain: string }[],
): Promise<{ contactId: string; domain: string }[]> {
  if (asked.length === 0) return [];
  const contacts = sql.param(asked.map(({ contactId }) => contactId));
  const domains = sql.param(asked.map((pair) => pair.domain));
  const other = db
    .select({ id: contact.id })
    .from(contact)
    .where(
      and(
        eq(contact.organizationId, organizationId),
        sql`${domain} = asked.domain`,
        sql`${contact.id} <> asked.contact`,
      ),
    );
  return db
    .selectDistinct({ contactId: sql<string>`asked.contact`, domain: sql<string>`asked.domain` })
    .from(sql`unnest(${contacts}::text[], ${domains}::text[]) as asked (contact, domain)`)
    .where(exists(other));
}

export async function insertContact(db: Db, row: typeof contact.$inferInsert): Promise<ContactRow> {
  const [inserted] = await db.insert(contact).values(row).returning();
  if (!inserted) throw new Error('The new contact was not returned');
  return inserted;
}

export async function findContact(
  db: Db,
  organizationId: string,
  id: string,
): Promise<ContactRow | undefined> {
  const [row] = await db
    .select()
    .from(contact)
    .where(and(eq(contact.organizationId, organizationId), eq(contact.id, id)));
  return row;
}

/** The contact of this address or number, where there is one already. */
export async function findContactBy(
  db: Db,
  organizationId: string,
  by: { email: string } | { phoneNumber: string },
): Promise<ContactRow | undefined> {
  const same =
    'email' in by
      ? sql`lower(${contact.email}) = lower(${by.email})`
      : eq(contact.phoneNumber, by.phoneNumber);
  const [row] = await db
    .select()
    .from(contact)
    .where(and(eq(contact.organizationId, organizationId), same))
    .orderBy(contact.createdAt, contact.id)
    .limit(1);
  return row;
}

export async function listContacts(db: Db, organizationId: string, request: PageRequest) {
  const rows = await db
    .select()
    .from(contact)
    .where(and(eq(contact.organizationId, organizationId), after(request, contact.createdAt, contact.id)))
    .orderBy(newestFirst(contact.createdAt, contact.id))
    .limit(request.limit + 1);
  return sliceOf(rows, request.limit, (row) => ({ at: row.createdAt, id: row.id }));
}

/** A few contacts with an address whose name or address contains `search`. */
export async function searchContacts(db: Db, organizationId: string, search: string, limit: number) {
  const pattern = containing(search);
  return db
    .select({ name: contact.name, email: sql<string>`${contact.email}` })
    .from(contact)
    .where(
      and(
        eq(contact.organizationId, organizationId),
        isNotNull(contact.email),
        or(ilike(contact.name, pattern), ilike(contact.email, pattern)),
      ),
    )
    .orderBy(contact.name, contact.id)
    .limit(limit);
}

/** A LIKE pattern for "contains this, literally". */
export const containing = (search: string) => `%${search.replace(/[\\%_]/g, '\\$&')}%`;
