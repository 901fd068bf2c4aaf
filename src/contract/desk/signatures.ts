import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { text, timestamp } from '../identifier.ts';

/** Characters. A signature goes under every reply: more than this is a newsletter. */
const longest = 50_000;

export const signature = z.object({
  html: z.string().meta({ description: 'Sanitised.' }),
  updated_at: timestamp,
});
export type Signature = z.infer<typeof signature>;

/** What the person who asks can put under a reply. */
export const signatures = z.object({ personal: signature.nullable(), organization: signature.nullable() });
export type Signatures = z.infer<typeof signatures>;

const tag = 'Desk: signatures';

const change = z.object({
  html: text
    .max(longest, `must have at most ${longest} characters`)
    .meta({ description: 'Sanitised before it is kept. One that shows nothing takes the signature away.' }),
  replaces: timestamp.nullable().optional().meta({
    description: 'The `updated_at` of the one that was read; 412 where another one is there by now.',
  }),
});

export const getSignatures = endpoint({
  method: 'GET',
  path: '/desk/signatures',
  summary: 'The signatures of the person who asks and of their organisation',
  tag,
  status: 200,
  answer: signatures,
});

export const savePersonalSignature = endpoint({
  method: 'PUT',
  path: '/desk/signatures/personal',
  summary: 'Save the signature of the person who asks',
  tag,
  body: change,
  status: 200,
  answer: signatures,
});

export const saveOrganizationSignature = endpoint({
  method: 'PUT',
  path: '/desk/signatures/organization',
  summary: 'Save the signature of the organisation; for managers and administrators',
  tag,
  body: change,
  status: 200,
  answer: signatures,
});
