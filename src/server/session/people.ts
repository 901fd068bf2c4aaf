import { hashPassword } from 'better-auth/crypto';
import type { Role } from '#contract/desk/session.ts';
import type { Db } from '../store/database.ts';
import { newId } from '../store/new-id.ts';
import { insertUser } from '../store/organizations.ts';

/** Adds a person who signs in with e-mail and password. @returns the person's id. */
export async function addPerson(
  db: Db,
  person: { organizationId: string; name: string; email: string; role: Role; password: string },
): Promise<string> {
  const { password, organizationId, name, email, role } = person;
  const id = newId('usr');
  await insertUser(
    db,
    { id, organizationId, name, email: email.toLowerCase(), role },
    await hashPassword(password),
  );
  return id;
}
