import { afterAll, beforeAll, describe, test } from 'vitest';
import { startPostgres } from '../../src/server/store/postgres-for-tests.ts';
import { faults, roundsOf } from './faults.ts';

/** A few of each; `npm run faults` does many. */
const rounds = Number(process.env.FAULT_ROUNDS ?? 2);

type Server = Awaited<ReturnType<typeof startPostgres>>;
let servers: [Server, Server];
beforeAll(async () => {
  servers = [await startPostgres(), await startPostgres()];
});
afterAll(async () => {
  for (const server of servers) await server.stop();
});

/** The servers are there once a test runs. */
const later = (n: 0 | 1) => ({
  get url() {
    return servers[n].url;
  },
  restart: () => servers[n].restart(),
});

describe('nothing is lost, changed or sent twice', () => {
  test.concurrent.for(faults(later(0), later(1)))(
    '$name: $did',
    async (fault, { expect: expected, skip }) => {
      const measured = await fault.run(roundsOf(fault, rounds));
      if (measured === null) return skip('no small disk can be mounted by this user');
      const wrong = [...measured.wrong, ...measured.lost];
      expected(wrong, wrong.join('\n')).toEqual([]);
      expected(measured.sent).toBeGreaterThan(0);
    },
  );
});
