import type { Logger } from 'drizzle-orm/logger';
import { createApp } from '../../src/server/app.ts';
import type { Hub } from '../../src/server/live/hub.ts';
import { createLog } from '../../src/server/log.ts';
import { createAuth } from '../../src/server/session/auth.ts';
import type { Db } from '../../src/server/store/database.ts';
import { type Ask, draftAddress } from './draft-address.ts';

export interface Statement {
  /** PostgreSQL plans a statement with a name once for each connection, as it does for the server. */
  name: string;
  text: string;
  values: unknown[];
}

export interface RecordedSave {
  /** What runs by itself, before the transaction. */
  before: Statement[];
  within: Statement[];
  /** The values of a statement, for a save of another body. */
  valuesFor(statement: Statement, bodyHtml: string, revision: string): unknown[];
}

/** Takes down what Drizzle sends to the database. */
export class Recorder implements Logger {
  statements: Statement[] = [];
  #count = 0;

  logQuery(text: string, values: unknown[]): void {
    this.statements.push({ name: `bench_${this.#count++}`, text, values });
  }
}

/**
 * Has the server's application save a reply over another one, and takes its statements down.
 * @param db logs to `recorder`.
 */
export async function recordSave(db: Db, recorder: Recorder, key: string): Promise<RecordedSave> {
  const ask = askWithoutNetwork(db, key);
  const draft = await draftAddress(ask);
  await ask('POST', draft, { body_html: '<p>Saved over</p>', cc_emails: ['a@b.example'] });

  const before: Statement[] = [];
  const within: Statement[] = [];
  const { transaction } = db;
  db.transaction = (...given) => {
    recorder.statements = within;
    return transaction.apply(db, given) as never;
  };
  recorder.statements = before;
  const recordedBody = '<p>Recorded</p>';
  await ask('POST', draft, { body_html: recordedBody, cc_emails: ['a@b.example'] });
  const recordedRevision = within
    .flatMap(({ values }) => values)
    .find((value) => /^[0-9a-f]{64}$/.test(`${value}`));
  if (before.length === 0 || typeof recordedRevision !== 'string')
    throw new Error('The save was not recorded');
  return {
    before,
    within: within.filter(({ text }) => text !== 'begin' && text !== 'commit'),
    valuesFor: ({ values }, bodyHtml, revision) =>
      values.map((value) =>
        typeof value === 'string'
          ? value.replaceAll(recordedBody, bodyHtml).replaceAll(recordedRevision, revision)
          : value,
      ),
  };
}

const nobodyListens: Hub = {
  isOpen: false,
  size: 0,
  subscribe: () => () => {},
  since: async () => [],
  end: () => {},
  close: async () => {},
};

function askWithoutNetwork(db: Db, key: string): Ask {
  const secret = 'keeps nothing of worth: the store is a benchmark';
  const app = createApp({
    db,
    hub: nobodyListens,
    auth: createAuth(db, { secret, publicUrl: 'http://localhost' }),
    rules: { enqueue: async () => {}, sendHoldSeconds: 0 },
    origins: new Set(),
    cursorSecret: secret,
    demo: false,
    operatorToken: null,
    log: createLog('silent'),
    clientFolder: null,
    isDraining: () => false,
  });
  return async (method, path, body) => {
    const response = await app.request(path, {
      method,
      headers: { 'X-API-KEY': key },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
}
