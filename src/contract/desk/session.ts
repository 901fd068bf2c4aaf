import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { identifier, text } from '../identifier.ts';
import { organization } from '../organizations.ts';

export const role = z.enum(['rep', 'manager', 'admin']);
export type Role = z.infer<typeof role>;

export const person = z.object({ person_id: identifier, name: z.string(), email: z.string(), role });
export type Person = z.infer<typeof person>;

export const session = z.object({
  person,
  organization,
  /** Seconds for which a released reply can still be called back. */
  send_hold_seconds: z.number(),
  /** From which the live updates go on: whatever is read after this answer has all that happened up to it. */
  last_event_id: z.number().int(),
});
export type Session = z.infer<typeof session>;

/** What the app needs to know before anything else: who is signed in, or how to. */
export const welcome = z.object({
  session: session.nullable(),
  needs_setup: z.boolean(),
  demo: z.object({ password: z.string(), people: z.array(person.omit({ person_id: true })) }).nullable(),
});
export type Welcome = z.infer<typeof welcome>;

const tag = 'Desk: people';

export const getWelcome = endpoint({
  method: 'GET',
  path: '/desk/welcome',
  summary: 'Who is signed in, whether the desk is set up, and who the people of the demo organisation are',
  tag,
  status: 200,
  answer: welcome,
});

export const getSession = endpoint({
  method: 'GET',
  path: '/desk/session',
  summary: 'Who is signed in; 401 where nobody is',
  tag,
  status: 200,
  answer: session,
});

export const signIn = endpoint({
  method: 'POST',
  path: '/desk/sign-in',
  summary: 'Sign in with e-mail and password; sets the session cookie',
  tag,
  body: z.object({ email: text.trim().min(1).max(320), password: text.min(1).max(256) }),
  status: 200,
  answer: session,
});

export const signOut = endpoint({
  method: 'POST',
  path: '/desk/sign-out',
  summary: 'End the session and clear its cookie',
  tag,
  status: 204,
  answer: z.undefined(),
});

export const signOutEverywhere = endpoint({
  method: 'POST',
  path: '/desk/sign-out-everywhere',
  summary: 'End all sessions of whoever asks, in every browser, and clear the cookie of this one',
  tag,
  status: 204,
  answer: z.undefined(),
});

export const setUp = endpoint({
  method: 'POST',
  path: '/desk/setup',
  summary: 'Create the organisation and its administrator; only while the desk has none',
  tag,
  body: z.object({
    organization_name: text.trim().min(1).max(200),
    sending_address: text.trim().min(3).max(320).meta({ description: 'The address that replies come from.' }),
    name: text.trim().min(1).max(200),
    email: z.email({ error: 'must be an e-mail address that can sign in' }).max(254),
    password: text.min(10, 'must have at least 10 characters').max(256),
  }),
  status: 201,
  answer: session,
});
