import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { openTestStore } from './test-store.ts';

test('transactions that cannot begin, as when the database restarts, give their connections back', async () => {
  const store = await openTestStore();
  // The pool has ten connections.
  for (let n = 0; n < 12; n++) {
    const impossible = store.db.transaction(async () => {}, { isolationLevel: 'none' as 'serializable' });
    await expect(impossible).rejects.toThrow();
  }
  const { rows } = (await store.db.transaction((tx) => tx.execute(sql`select 1 as one`))) as unknown as {
    rows: unknown[];
  };
  expect(rows).toEqual([{ one: 1 }]);
  await store.close();
});

test.skipIf(process.env.TEST_STORE !== 'postgres')(
  'a desk that is paused within a transaction loses its locks after a while',
  async () => {
    const store = await openTestStore();
    const { rows } = await store.executeSql('show idle_in_transaction_session_timeout');
    expect(rows).toEqual([{ idle_in_transaction_session_timeout: '15s' }]);
    await store.close();
  },
);
