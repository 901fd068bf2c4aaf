import { getSession, getWelcome, setUp, signIn, signOut, signOutEverywhere } from '#contract/desk/session.ts';
import type { Endpoint } from '#contract/endpoint.ts';
import { isDeliverable } from '#mail/address-list.ts';
import { demoPassword, demoPeople } from '../../demo/people.ts';
import { ApiError } from '../../errors.ts';
import type { SignedIn } from '../../session/auth.ts';
import { addPerson } from '../../session/people.ts';
import type { Db } from '../../store/database.ts';
import { tellOfEndedSession } from '../../store/ended-session.ts';
import { lastEventId } from '../../store/live-events.ts';
import { newId } from '../../store/new-id.ts';
import {
  countOrganizations,
  findOrganization,
  insertOrganization,
  lockSetup,
} from '../../store/organizations.ts';
import type { Received, Router } from '../serve.ts';
import type { RouteTools } from '../tools.ts';

export function sessionRoutes(router: Router, tools: RouteTools): void {
  const { db, auth, demo, rules } = tools;

  async function present(person: SignedIn) {
    const organization = await findOrganization(db, person.organizationId);
    if (!organization) throw new Error(`The organization of ${person.id} is gone`);
    return {
      person: { person_id: person.id, name: person.name, email: person.email, role: person.role },
      organization: { organization_id: organization.id, name: organization.name },
      send_hold_seconds: rules.sendHoldSeconds,
      last_event_id: await lastEventId(db, organization.id),
    };
  }

  async function begin({ email, password }: Credentials, { request, address, setHeader }: Visitor) {
    const cookies = await auth.signIn({ email, password, address }, request.headers);
    if (!cookies)
      throw new ApiError(401, 'E-mail and password do not belong together: check both, then try again.');
    for (const cookie of cookies) setHeader('Set-Cookie', cookie);
    const cookie = cookies.map((line) => line.split(';', 1)[0]).join('; ');
    const person = await auth.whoIs(new Headers({ cookie }));
    if (!person) throw new Error('The session that was just made was not found');
    return present(person);
  }

  router.serve(getWelcome, 'public', async ({ request, setHeader }) => {
    const person = await auth.whoIs(request.headers, (cookie) => setHeader('Set-Cookie', cookie));
    return {
      session: person && (await present(person)),
      needs_setup: person === null && (await countOrganizations(db)) === 0,
      demo: demo ? { password: demoPassword, people: demoPeople } : null,
    };
  });

  router.serve(getSession, 'person', async ({ caller }) => present({ ...caller }));

  router.serve(signIn, 'public', ({ body, ...from }) => begin(body, from));

  router.serve(signOut, 'person', async ({ request, caller, setHeader }) => {
    for (const cookie of await auth.signOut(request.headers)) setHeader('Set-Cookie', cookie);
    await tellOfEndedSession(db, caller);
    return undefined;
  });

  router.serve(signOutEverywhere, 'person', async ({ request, caller, setHeader }) => {
    for (const cookie of await auth.signOutEverywhere(request.headers)) setHeader('Set-Cookie', cookie);
    await tellOfEndedSession(db, caller);
    return undefined;
  });

  router.serve(setUp, 'public', async ({ body, ...from }) => {
    for (const field of ['sending_address', 'email'] as const) {
      if (!isDeliverable(body[field])) {
        throw new ApiError(422, `${field}: ${body[field]} is not an address that mail can be delivered to`);
      }
    }
    const refuseIfSetUp = async (at: Db) => {
      if ((await countOrganizations(at)) > 0) {
        throw new ApiError(409, 'This desk is set up already: sign in instead.');
      }
    };
    await refuseIfSetUp(db);
    await db.transaction(async (tx) => {
      await lockSetup(tx);
      await refuseIfSetUp(tx);
      const id = newId('org');
      const { organization_name: name, sending_address: sendingAddress } = body;
      await insertOrganization(tx, { id, name, sendingAddress });
      await addPerson(tx, { ...body, organizationId: id, role: 'admin' });
    });
    return begin(body, from);
  });
}

type Credentials = { email: string; password: string };
type Visitor = Pick<Received<Endpoint, 'public'>, 'request' | 'address' | 'setHeader'>;
