import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '#contract/desk/session.ts';
import { signIn } from '#contract/desk/session.ts';
import { type Answer, addressOf, type Call, type Endpoint } from '#contract/endpoint.ts';
import { type ResponseDraftInput, saveResponseDraft } from '#contract/response-drafts.ts';
import { createApp } from './app.ts';
import { attemptDelivery } from './delivery/attempt.ts';
import { outbox } from './delivery/outbox.ts';
import type { Transport } from './delivery/transport.ts';
import { createWorker } from './delivery/worker.ts';
import type { DeliveryJob } from './drafts/life.ts';
import { createLog } from './log.ts';
import { loadSanitiser } from './mail-sanitiser.ts';
import { hashApiKey } from './session/api-keys.ts';
import { createAuth } from './session/auth.ts';
import { addPerson } from './session/people.ts';
import { insertContact } from './store/contacts.ts';
import { insertConversation } from './store/conversations.ts';
import { insertMessage } from './store/messages.ts';
import { newId } from './store/new-id.ts';
import { insertApiKey, insertOrganization } from './store/organizations.ts';
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
export async function openTestDesk(options: { sendHoldSeconds?: number; transport?: Transport } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-test-'));
  const store = await openTestStore();
  const { db } = store;
  const log = createLog('silent');
  const transport = options.transport ?? outbox(join(folder, 'outbox'));
  const tools = { db, transport, sanitiser: loadSanitiser, log, leaseSeconds: 60 };
  const worker = createWorker(store, tools, log, { limit: 2, delaySeconds: 1 });
  await worker.start();
  const app = createApp({
    db,
    auth: createAuth(db, { secret: 'a secret that is only used by tests', publicUrl: origin }),
    rules: { enqueue: worker.enqueue, sendHoldSeconds: options.sendHoldSeconds ?? 0 },
    origins: new Set([origin]),
    cursorSecret: 'another secret that is only used by tests',
    demo: false,
    operatorToken: 'operator-token-for-tests',
    log,
    clientFolder: null,
    isDraining: () => false,
  });

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
    /** One attempt to deliver, at once. */
    attempt: (job: DeliveryJob) => attemptDelivery(tools, job, false),
    send,
    call,

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

    /** A signed-in person. @returns headers that carry the session. */
    async person(organizationId: string, role: Role, name = 'Robin Rep'): Promise<{ cookie: string }> {
      const email = `${newId('usr')}@roofers.example`.toLowerCase();
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

    /** Posts a draft with the organisation's key. */
    save(
      of: Organization,
      conversationId: string,
      body: Partial<ResponseDraftInput>,
      headers: Record<string, string> = {},
    ) {
      return call(saveResponseDraft, {
        params: { organization_id: of.id, conversation_id: conversationId },
        body: { body_html: '<p>Tomorrow at nine.</p>', ...body },
        headers,
        as: { 'x-api-key': of.key },
      });
    },

    async close() {
      await worker.stop();
      transport.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
