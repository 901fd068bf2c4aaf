import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import * as schema from './schema.ts';

/**
 * Has transactions give their connection back however they end. Drizzle's own keep it where `begin` fails, as it does
 * while PostgreSQL restarts: ten of them, and nobody gets one any more.
 */
export function withWholeTransactions(
  db: NodePgDatabase<typeof schema>,
  pool: pg.Pool,
): NodePgDatabase<typeof schema> {
  const onClient = new WeakMap<pg.PoolClient, NodePgDatabase<typeof schema>>();
  db.transaction = async (work, config) => {
    const client = await pool.connect();
    try {
      const on = onClient.get(client) ?? drizzle({ client, schema });
      onClient.set(client, on);
      return await on.transaction(work, config);
    } finally {
      client.release();
    }
  };
  return db;
}
