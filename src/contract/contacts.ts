import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { identifier, text, timestamp } from './identifier.ts';
import { organizationPath, pageOf, pageQuery } from './page.ts';

export const contact = z
  .object({
    contact_id: identifier,
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone_number: z.string().nullable(),
    created_at: timestamp,
    company_id: z.string().nullable(),
    custom_fields: z.record(z.string(), z.unknown()),
    company_role: z.string().nullable(),
  })
  .meta({ id: 'Contact' });

const optionalText = (max: number) => text.trim().max(max).nullish();

export const newContact = z
  .object({
    name: optionalText(200).meta({ example: 'Diana Prince' }),
    email: optionalText(320).meta({ example: 'diana@themyscira.example' }),
    phone_number: optionalText(40).meta({ example: '+1 513 867 5309' }),
    company_id: optionalText(512),
    custom_fields: z.record(text, z.unknown()).nullish(),
    company_role: optionalText(200),
  })
  .meta({ id: 'NewContact', description: 'At least one of name, email and phone_number.' });

export const listContacts = endpoint({
  method: 'GET',
  path: '/v2/organizations/{organization_id}/contacts',
  summary: 'List contacts, newest first',
  tag: 'Contacts',
  params: organizationPath,
  query: pageQuery,
  status: 200,
  answer: pageOf(contact),
});

export const contactPath = organizationPath.extend({ contact_id: identifier });

export const getContact = endpoint({
  method: 'GET',
  path: '/v2/organizations/{organization_id}/contacts/{contact_id}',
  summary: 'Read one contact',
  tag: 'Contacts',
  params: contactPath,
  status: 200,
  answer: contact,
});

export const createContact = endpoint({
  method: 'POST',
  path: '/v2/organizations/{organization_id}/contacts',
  summary: 'Create a contact',
  tag: 'Contacts',
  params: organizationPath,
  body: newContact,
  status: 201,
  answer: contact,
});
