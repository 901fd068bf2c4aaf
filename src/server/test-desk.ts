import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import type { Role } from '#contract/desk/session.ts';
import { signIn } from '#contract/desk/session.ts';
import { type Answer, addressOf, type Call, type Endpoint } from '#contract/endpoint.ts';
import { type ResponseDraftInput, saveResponseDraft } from '#contract/response-drafts.ts';
import { createApp } from './app.ts';
import { attemptDelivery } from './delivery/attempt.ts';
import { openDepartures } from './delivery/departures.ts';
import { outbox } from './delivery/outbox.ts';
import type { Transport } from './delivery/transport.ts';
import { createWorker, type RetryPolicy } from './delivery/worker.ts';
import type { DeliveryJob } from './drafts/life.ts';
import { openHub } from './live/hub.ts';
import { createLog } from './log.ts';
import { loadSanitiser } from './mail-sanitiser.ts';
import { hashApiKey } from './session/api-keys.ts';
import { createAuth } from './session/auth.ts';
import { addPerson } from './session/people.ts';
import { insertContact } from './store/contacts.ts';
import { insertConversation } from './store/conversations.ts';
import type { ExecuteSql, Store } from './store/database.ts';
import { insertMessage } from './store/messages.ts';
import { newId } from './store/new-id.ts';
import { insertApiKey, insertOrganization } from './store/organizations.ts';
import { draft } from './store/schema.ts';
import { openTestStore } from './store/test-store.ts';

export interface Answered<E extends Endpoint> {
  status: number;
  headers: Headers;
  /** The endpoint's answer, or of an error its `detail`. */
  body: Answer<E> & { detail: string };
}

export interface Organization {
  id: string;
  key: string;
}

export type TestDesk = Awaited<ReturnType<typeof openTestDesk>>;

export const origin = 'http://127.0.0.1:3000';
export const password = 'a-password-for-tests';

/** A whole desk without a socket: real store, real worker, real transport into a folder. */
export async function openTestDesk(
  options: {
    sendHoldSeconds?: number;
    leaseSeconds?: number;
    heartbeatSeconds?: number;
    retry?: RetryPolicy;
    /** Milliseconds. */
    longestStop?: number;
    transport?: Transport;
    log?: Logger;
    /** What stands between the delivery queue and its database. */
    between?: (run: ExecuteSql) => ExecuteSql;
  } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-test-'));
  const store = await openTestStore();
  const { db } = store;
  const log = options.log ?? createLog('silent');
  let transport = options.transport ?? outbox(join(folder, 'outbox'));
  const departures = openDepartures(join(folder, 'departures'));
  const tools = {
    db: store.background,
    transport,
    sanitiser: loadSanitiser,
    log,
    leaseSeconds: options.leaseSeconds ?? 60,
    departures,
  };
  const newWorker = () =>
    createWorker(
      { ...store, executeSql: options.between?.(store.executeSql) ?? store.executeSql },
      { ...tools, transport },
      log,
      options.retry ?? { limit: 2, delaySeconds: 1 },
      options.longestStop,
    );
  let worker = newWorker();
  await worker.start();
  const open = async (on: Store) => {
    const hub = await openHub(on, log);
    const app = createApp({
      db: on.db,
      auth: createAuth(on.db, { secret: 'a secret that is only used by tests', publicUrl: origin }),
      rules: { enqueue: (...job) => worker.enqueue(...job), sendHoldSeconds: options.sendHoldSeconds ?? 0 },
      hub,
      heartbeatSeconds: options.heartbeatSeconds ?? 0.1,
      origins: new Set([origin]),
      trustedProxies: 1,
      cursorSecret: 'another secret that is only used by tests',
      demo: false,
      operatorToken: 'operator-token-for-tests',
      log,
      clientFolder: null,
      isDraining: () => false,
    });
    return { app, hub };
  };
  const { app, hub } = await open(store);
  const others: (() => Promise<void>)[] = [];

  const send = (path: string, init: RequestInit = {}) => app.fetch(new Request(`${origin}${path}`, init));

  async function call<const E extends Endpoint>(
    endpoint: E,
    given: Call<E> & { as: Record<string, string> },
  ): Promise<Answered<E>> {
    const parts = given as {
      params?: Record<string, string>;
      query?: Record<string, unknown>;
      headers?: Record<string, string>;
      body?: unknown;
    };
    const response = await send(addressOf(endpoint, parts), {
      method: endpoint.method,
      headers: { ...given.as, ...parts.headers },
      ...(parts.body === undefined ? {} : { body: JSON.stringify(parts.body) }),
    });
    const text = await response.text();
    const body = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, headers: response.headers, body };
  }

  return {
    db,
    store: { query: store.executeSql },
    outbox: join(folder, 'outbox'),
    tools,
    /** The undo window of a conversation's pending reply is over. @returns the job that comes then. */
    async endHold(conversationId: string): Promise<DeliveryJob> {
      const [row] = await db
        .update(draft)
        .set({ releaseAt: sql`clock_timestamp() - interval '1 second'` })
        .where(eq(draft.conversationId, conversationId))
        .returning();
      return { kind: 'response', draftId: row?.id ?? '', deliveryId: row?.deliveryId ?? randomUUID() };
    },
    /** One attempt to deliver, at once. */
    attempt: (job: DeliveryJob) => attemptDelivery(tools, job, false),
    send,
    call,
    /** What the application answers to, as Hono lists it. */
    routes: app.routes.map(({ method, path }) => ({ method, path })),

    /** The desk as another server process on the same store serves it. */
    async another() {
      const again = await store.again();
      const other = await open(again);
      others.push(async () => {
        await other.hub.close();
        await again.close();
      });
      return {
        send: async (path: string, init: RequestInit = {}) =>
          other.app.fetch(new Request(`${origin}${path}`, init)),
        hub: other.hub,
      };
    },

    /** An organisation with an API key that may do everything a key may. */
    async organization(name = 'Roofers'): Promise<Organization> {
      const id = newId('org');
      await insertOrganization(db, {
        id,
        name,
        sendingAddress: 'office@roofers.example',
        sendingNumber: '+15550100',
      });
      const key = newId('key');
      await insertApiKey(db, { id: newId('key'), organizationId: id, name: 'AI', hash: hashApiKey(key) });
      return { id, key };
    },

    /** A signed-in person, whose password is `password`. @returns headers that carry the session. */
    async person(
      organizationId: string,
      role: Role,
      name = 'Robin Rep',
      email = `${newId('usr')}@roofers.example`.toLowerCase(),
    ): Promise<{ cookie: string }> {
      await addPerson(db, { organizationId, role, name, email, password });
      const { headers } = await call(signIn, { body: { email, password }, as: {} });
      return {
        cookie: headers
          .getSetCookie()
          .map((line) => line.split(';', 1)[0])
          .join('; '),
      };
    },

    /** A conversation in which the customer has written once. @returns its id. */
    async conversation(
      organizationId: string,
      of: { modality?: 'email' | 'text'; at?: string; subject?: string } = {},
    ) {
      const {
        modality = 'email',
        at = new Date(Date.now() - 60_000).toISOString(),
        subject = 'Leaking gutter',
      } = of;
      const contact = await insertContact(db, {
        id: newId('cnt'),
        organizationId,
        name: 'Casey Customer',
        ...(modality === 'email' ? { email: 'casey@customer.example' } : { phoneNumber: '+15550199' }),
      });
      const id = newId('cnv');
      await insertConversation(db, {
        id,
        organizationId,
        contactId: contact.id,
        modality,
        subject: modality === 'email' ? subject : null,
        startAt: at,
        lastActivityAt: at,
      });
      await insertMessage(db, {
        id: newId('msg'),
        organizationId,
        conversationId: id,
        modality,
        direction: 'received',
        senderName: 'Casey Customer',
        senderEmail: modality === 'email' ? 'casey@customer.example' : null,
        subject: modality === 'email' ? subject : null,
        content: 'When can you come?',
        contentFormat: 'text',
        emailMessageId: modality === 'email' ? `<${id}@customer.example>` : null,
        sentAt: at,
        occurredAt: at,
      });
      return id;
    },

    /** Posts a draft: with the organisation's key, where nobody else does. */
    save(
      of: Organization,
      conversationId: string,
      body: Partial<ResponseDraftInput>,
      headers: Record<string, string> = {},
      as: Record<string, string> = { 'x-api-key': of.key },
    ) {
      return call(saveResponseDraft, {
        params: { organization_id: of.id, conversation_id: conversationId },
        body: { body_html: '<p>Tomorrow at nine.</p>', ...body },
        headers,
        as,
      });
    },

    /** Stops to deliver, as a desk that is told to stop. */
    async stop() {
      await worker.stop();
      transport.close();
    },

    /** Delivers again, as the next desk on the same store. */
    async start(by: Transport) {
      transport = by;
      worker = newWorker();
      await worker.start();
    },

    async close() {
      await worker.stop();
      for (const close of others) await close();
      await hub.close();
      transport.close();
      departures.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
