import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** What is told through PostgreSQL's NOTIFY. */
export const channels = ['desk_event', 'desk_presence', 'desk_session'] as const;
export type Channel = (typeof channels)[number];

export interface Hearer {
  /** In the order in which the transactions committed. */
  notice(channel: Channel, payload: string): void;
  /** From now on notices are missed. */
  lost(): void;
  /** And from now on they are not. */
  found(): void;
}

/** Milliseconds. */
const pingEvery = 15_000;
const longestWait = 10_000;

/**
 * Listens on one connection of its own, and on another one once that is lost.
 * @returns what ends it.
 * @throws when the server cannot be reached at first.
 */
export async function listenOnPostgres(
  connectionString: string,
  hearer: Hearer,
): Promise<() => Promise<void>> {
  const ended = new AbortController();
  let client = await connect(connectionString, hearer);

  const keep = async () => {
    for (;;) {
      await lossOf(client, ended.signal);
      hearer.lost();
      for (let failures = 0; !ended.signal.aborted; failures++) {
        await delay(Math.min(200 * 2 ** failures, longestWait), undefined, { signal: ended.signal }).catch(
          () => {},
        );
        if (ended.signal.aborted) break;
        const next = await connect(connectionString, hearer).catch(() => null);
        if (next === null) continue;
        client = next;
        hearer.found();
        break;
      }
      if (ended.signal.aborted) return client.end().catch(() => {});
    }
  };
  const kept = keep();
  return async () => {
    ended.abort();
    await kept;
  };
}

async function connect(connectionString: string, hearer: Hearer): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
    keepAlive: true,
  });
  client.on('error', () => {});
  client.on('notification', ({ channel, payload = '' }) => hearer.notice(channel as Channel, payload));
  await client.connect();
  for (const channel of channels) await client.query(`listen ${channel}`);
  return client;
}

/** Resolves once a connection is of no use any more. A peer that vanished says nothing: it is asked. */
function lossOf(client: pg.Client, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const ping = setInterval(() => void client.query('select 1').catch(lost), pingEvery);
    ping.unref();
    function lost() {
      clearInterval(ping);
      client.removeAllListeners('notification');
      client.end().catch(() => {});
      resolve();
    }
    client.once('end', lost);
    ended.addEventListener('abort', lost, { once: true });
    if (ended.aborted) lost();
  });
}
