import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Site, type Window } from './site.ts';
import { smallDisk } from './small-disk.ts';
import type { Verdict } from './verdict.ts';

export interface Measured extends Verdict {
  rounds: number;
  windows: Window[];
}

/** A PostgreSQL of the tests' own. */
export interface Postgres {
  url: string;
  restart(): Promise<void>;
}

/** Until mails are leaving, and from then on up to a moment that nobody chose. */
async function someLoad({ sink }: Site): Promise<void> {
  const before = sink.mails.length;
  for (let n = 0; n < 300 && sink.mails.length < before + 2; n++) await delay(50);
  await delay(Math.random() * 600);
}

/** `kill -9` of the desk, again and again. */
export async function killed(postgres: Postgres | null, rounds: number): Promise<Measured> {
  const site = await Site.open({ postgresUrl: postgres?.url ?? null }, 'one');
  for (let round = 0; round < rounds; round++) {
    await someLoad(site);
    await site.kill('one');
    await site.start('one');
  }
  return { rounds, ...(await site.close()) };
}

/** PostgreSQL restarted under a desk that goes on. */
export async function databaseRestarted(postgres: Postgres, rounds: number): Promise<Measured> {
  const site = await Site.open({ postgresUrl: postgres.url }, 'one');
  for (let round = 0; round < rounds; round++) {
    await someLoad(site);
    await postgres.restart();
  }
  await someLoad(site);
  return { rounds, ...(await site.close()) };
}

/** Every connection of the pool waits for a lock, for longer than a request waits for a connection. */
export async function poolExhausted(postgres: Postgres, rounds: number): Promise<Measured> {
  const site = await Site.open({ postgresUrl: postgres.url, people: 40 }, 'one');
  for (let round = 0; round < rounds; round++) {
    await someLoad(site);
    const other = await site.database();
    await other.query('begin');
    await other.query('lock table conversation in access exclusive mode');
    await delay(11_000);
    await other.query('commit');
    await other.end();
  }
  await someLoad(site);
  return { rounds, ...(await site.close()) };
}

/** Of several desks one is killed and one paused, in the middle of a mail, for longer than a lease. */
export async function severalDesks(postgres: Postgres, names: string[], rounds: number): Promise<Measured> {
  const site = await Site.open({ postgresUrl: postgres.url }, ...names);
  for (let round = 0; round < rounds; round++) {
    await someLoad(site);
    const [pausing = '', killing = ''] = [names[round % names.length], names[(round + 1) % names.length]];
    await new Promise<void>((resolve) => {
      site.sink.onRecipient = (desk) => {
        if (desk !== pausing) return;
        site.pause(pausing);
        site.sink.onRecipient = null;
        resolve();
      };
    });
    const takenOver = await site.whatIsBeingSent();
    await someLoad(site);
    await site.kill(killing);
    if (names.length === 2) await site.start(killing);
    await takenOver();
    site.resume(pausing);
    if (names.length > 2) await site.start(killing);
  }
  await someLoad(site);
  return { rounds, ...(await site.close()) };
}

/** The disk of the embedded store full, for a while. @returns null where no small disk can be mounted. */
export async function diskFull(rounds: number): Promise<Measured | null> {
  const disk = await smallDisk(160);
  if (!disk) return null;
  try {
    const site = await Site.open({ postgresUrl: null, folder: disk.folder }, 'one');
    for (let round = 0; round < rounds; round++) {
      await someLoad(site);
      disk.fill();
      await delay(2_000);
      disk.free();
      // What a supervisor does with a desk that ended.
      if (!(await site.answers('one'))) {
        await site.kill('one');
        await site.start('one');
      }
    }
    await someLoad(site);
    return { rounds, ...(await site.close()) };
  } finally {
    await disk.remove();
  }
}

/** The clock of the desk, and with it that of the embedded store, set an hour ahead and back. */
export async function clockSet(rounds: number): Promise<Measured> {
  const preload = fileURLToPath(new URL('jumping-clock.mjs', import.meta.url));
  const site = await Site.open({ postgresUrl: null, nodeOptions: ['--import', preload] }, 'one');
  for (let round = 0; round < rounds; round++) {
    await someLoad(site);
    site.desks.get('one')?.signal('SIGUSR2');
  }
  await someLoad(site);
  // What was let go while the clock was ahead waits for that hour.
  if (rounds % 2 === 0) site.desks.get('one')?.signal('SIGUSR2');
  return { rounds, ...(await site.close()) };
}

export interface Fault {
  name: string;
  did: string;
  /** @returns null where it cannot be tried here. */
  run(rounds: number): Promise<Measured | null>;
  /** Of all rounds, for a fault whose rounds are long. */
  share: number;
}

/** @param own a server that nothing else uses, since it is restarted. */
export const faults = (shared: Postgres, own: Postgres): Fault[] => [
  {
    name: 'Killed, embedded store',
    did: '`kill -9` of the desk at a random moment, started again at once',
    run: (rounds) => killed(null, rounds),
    share: 1,
  },
  {
    name: 'Killed, PostgreSQL',
    did: 'the same',
    run: (rounds) => killed(shared, rounds),
    share: 1,
  },
  {
    name: 'Database restarted',
    did: 'PostgreSQL stopped and started at a random moment, the desk goes on',
    run: (rounds) => databaseRestarted(own, rounds),
    share: 1,
  },
  {
    name: 'Pool exhausted',
    did: '40 people, every connection behind a lock for 11 s',
    run: (rounds) => poolExhausted(shared, rounds),
    share: 0.1,
  },
  {
    name: 'Two desks',
    did: 'one killed and one paused in the middle of a mail, until others had taken over what it was sending',
    run: (rounds) => severalDesks(shared, ['a', 'b'], rounds),
    share: 0.1,
  },
  {
    name: 'Three desks',
    did: 'the same; the third goes on alone',
    run: (rounds) => severalDesks(shared, ['a', 'b', 'c'], rounds),
    share: 0.1,
  },
  {
    name: 'Disk full, embedded store',
    did: 'a disk of 160 MB filled to its last block for 2 s',
    run: diskFull,
    share: 0.2,
  },
  {
    name: 'Clock set, embedded store',
    did: 'an hour ahead and back by turns, for desk and store',
    run: clockSet,
    share: 0.4,
  },
];

export const roundsOf = ({ share }: Fault, rounds: number) => Math.max(1, Math.round(rounds * share));
