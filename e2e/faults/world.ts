import { hashApiKey } from '../../src/server/session/api-keys.ts';
import { addPerson } from '../../src/server/session/people.ts';
import { insertContact } from '../../src/server/store/contacts.ts';
import { insertConversation } from '../../src/server/store/conversations.ts';
import type { Db } from '../../src/server/store/database.ts';
import { newId } from '../../src/server/store/new-id.ts';
import { insertApiKey, insertOrganization } from '../../src/server/store/organizations.ts';

/** What a load works on. */
export interface World {
  organizationId: string;
  key: string;
  manager: { email: string; password: string };
  conversations: string[];
}

/** Fills an empty store: one organisation, a program and a manager, and conversations that wait for a reply. */
export async function makeWorld(db: Db, size: number): Promise<World> {
  const organizationId = newId('org');
  const sendingAddress = 'office@roofers.example';
  await insertOrganization(db, { id: organizationId, name: 'Roofers', sendingAddress });
  const key = newId('key');
  await insertApiKey(db, { id: newId('key'), organizationId, name: 'AI', hash: hashApiKey(key) });
  const manager = { email: 'mara@roofers.example', password: 'a-password-for-tests' };
  await addPerson(db, { organizationId, role: 'manager', name: 'Mara', ...manager });
  const conversations: string[] = [];
  for (let n = 0; n < size; n++) {
    const email = `customer-${n}@customer.example`;
    const contact = await insertContact(db, {
      id: newId('cnt'),
      organizationId,
      name: `Customer ${n}`,
      email,
    });
    const at = new Date().toISOString();
    const id = newId('cnv');
    await insertConversation(db, {
      id,
      organizationId,
      contactId: contact.id,
      modality: 'email',
      subject: 'Gutter',
      startAt: at,
      lastActivityAt: at,
    });
    conversations.push(id);
  }
  return { organizationId, key, manager, conversations };
}
