import { createContact, getContact, listContacts } from '#contract/contacts.ts';
import { isDeliverable } from '#mail/address-list.ts';
import { ApiError } from '../errors.ts';
import * as store from '../store/contacts.ts';
import { newId } from '../store/new-id.ts';
import { listing } from './listing.ts';
import { presentContact } from './present.ts';
import type { Router } from './serve.ts';
import type { RouteTools } from './tools.ts';

export function contactRoutes(router: Router, { db, cursorSecret }: RouteTools): void {
  router.serve(listContacts, 'caller', ({ params, query }) =>
    listing(
      cursorSecret,
      ['contacts', params.organization_id],
      query,
      (request) => store.listContacts(db, params.organization_id, request),
      presentContact,
    ),
  );

  router.serve(getContact, 'caller', async ({ params }) => {
    const contact = await store.findContact(db, params.organization_id, params.contact_id);
    if (!contact) throw new ApiError(404, 'Contact not found');
    return presentContact(contact);
  });

  router.serve(createContact, 'caller', async ({ params, body }) => {
    const { name, email, phone_number } = body;
    if (!name && !email && !phone_number) {
      throw new ApiError(400, 'At least one of name, email and phone_number is required.');
    }
    if (email && !isDeliverable(email)) {
      throw new ApiError(422, `email: ${email} is not an address that mail can be delivered to`);
    }
    const contact = await store.insertContact(db, {
      id: newId('cnt'),
      organizationId: params.organization_id,
      name: name || null,
      email: email || null,
      phoneNumber: phone_number || null,
      companyId: body.company_id || null,
      companyRole: body.company_role || null,
      customFields: body.custom_fields ?? {},
    });
    return presentContact(contact);
  });
}
