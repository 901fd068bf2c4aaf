import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { openStore, type Store } from '../../src/server/store/database.ts';
import { DeskClient } from './desk-client.ts';
import { type DeskProcess, type Left, type LogLine, startDeskProcess } from './desk-process.ts';
import { type Load, startLoad } from './load.ts';
import { type MailSink, startMailSink } from './mail-sink.ts';
import { type Verdict, verdict } from './verdict.ts';
import { makeWorld } from './world.ts';

export interface Where {
  /** A PostgreSQL server; null: the embedded store. */
  postgresUrl: string | null;
  /** For what the desks keep, instead of a temporary folder. */
  folder?: string;
  people?: number;
  nodeOptions?: string[];
}

/** Desks on one store, a mail server, and people at work; what a fault is done to. */
export class Site {
  readonly sink: MailSink;
  readonly load: Load;
  readonly desks = new Map<string, DeskProcess>();
  readonly #paused = new Set<string>();
  readonly #left: Left[] = [];
  readonly #log: (LogLine & { desk: string })[] = [];
  readonly #stops: { name: string; at: number }[] = [];
  readonly #folder: string;
  readonly #databaseUrl: string | null;
  readonly #nodeOptions: string[];
  readonly #client: DeskClient;
  readonly #conversations: string[];

  private constructor(parts: {
    sink: MailSink;
    folder: string;
    databaseUrl: string | null;
    nodeOptions: string[];
    world: Awaited<ReturnType<typeof makeWorld>>;
  }) {
    this.sink = parts.sink;
    this.#folder = parts.folder;
    this.#databaseUrl = parts.databaseUrl;
    this.#nodeOptions = parts.nodeOptions;
    this.#conversations = parts.world.conversations;
    this.#client = new DeskClient(parts.world, () => this.#anyDesk());
    this.load = { letters: [], stop: async () => {} };
  }

  /** @param names of the desks that are started. */
  static async open(where: Where, ...names: string[]): Promise<Site> {
    const folder = where.folder ?? (await mkdtemp(join(tmpdir(), 'countersign-faults-')));
    const databaseUrl = where.postgresUrl && (await newDatabase(where.postgresUrl));
    const store = await openAt(databaseUrl, folder, names[0] ?? '');
    const world = await makeWorld(store.db, where.people ?? 12);
    await store.close();
    const sink = await startMailSink();
    const site = new Site({ sink, folder, databaseUrl, nodeOptions: where.nodeOptions ?? [], world });
    for (const name of names) {
      await mkdir(join(folder, name), { recursive: true });
      if (name !== names[0])
        await copyFile(join(folder, names[0] ?? '', 'secrets.json'), join(folder, name, 'secrets.json'));
      const desk = await site.start(name);
      if (name === names[0]) await site.#client.signIn(desk.url);
    }
    Object.assign(site.load, startLoad(site.#client, site.#conversations));
    return site;
  }

  async start(name: string): Promise<DeskProcess> {
    const env = {
      DATA_DIR: join(this.#folder, name),
      SMTP_URL: this.sink.url(name),
      // The embedded store needs no lease to be over: its desk knows when it was killed.
      SEND_LEASE_SECONDS: this.#databaseUrl ? '12' : '120',
      ...(this.#databaseUrl ? { DATABASE_URL: this.#databaseUrl } : {}),
    };
    const desk = await startDeskProcess(
      env,
      (left) => this.#left.push(left),
      (line) => this.#log.push({ ...line, desk: name }),
      this.#nodeOptions,
    );
    this.desks.set(name, desk);
    return desk;
  }

  async kill(name: string): Promise<void> {
    this.#stops.push({ name, at: performance.timeOrigin + performance.now() });
    await this.desks.get(name)?.kill();
  }

  pause(name: string): void {
    this.#paused.add(name);
    this.#stops.push({ name, at: performance.timeOrigin + performance.now() });
    this.desks.get(name)?.signal('SIGSTOP');
  }

  resume(name: string): void {
    this.#paused.delete(name);
    this.desks.get(name)?.signal('SIGCONT');
  }

  /** Whether the desk says that it is ready, within a few seconds. */
  async answers(name: string): Promise<boolean> {
    const desk = this.desks.get(name);
    for (let n = 0; n < 20 && desk?.isRunning(); n++) {
      const ready = await fetch(`${desk.url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(
        () => null,
      );
      if (ready?.ok) return true;
      await delay(150);
    }
    return false;
  }

  /** A connection to the database beside those of the desks. */
  async database(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.#databaseUrl ?? '' });
    client.on('error', () => {});
    await client.connect();
    return client;
  }

  /** @returns what waits until none of the attempts of now holds its reply any more. */
  async whatIsBeingSent(): Promise<() => Promise<void>> {
    const database = await this.database();
    const sending = `select id || sending_since as claim from draft where status = 'sending'`;
    const claims = async () =>
      (await database.query<{ claim: string }>(sending)).rows.map((row) => row.claim);
    const now = new Set(await claims());
    return async () => {
      for (let n = 0; n < 400 && (await claims()).some((claim) => now.has(claim)); n++) await delay(100);
      await database.end();
    };
  }

  #anyDesk(): string | null {
    const running = [...this.desks].filter(([name, desk]) => desk.isRunning() && !this.#paused.has(name));
    return running[Math.floor(Math.random() * running.length)]?.[1].url ?? null;
  }

  /**
   * Whether the desk that brought a mail first was killed or paused, and had not noted that it had left when another began
   * to bring it: one that was paused notes it when it wakes up. How long a disk takes until it knows is not asked. Or one of
   * them was paused while it brought it, and its last bytes went with its waking up.
   */
  #wasStoppedOver(token: string): boolean {
    const [first, second] = this.sink.mails.filter((mail) => mail.token === token);
    if (!first || !second) return false;
    const wasStopped = (desk: string, from: number, to: number) =>
      this.#stops.some(({ name, at }) => name === desk && from < at && at < to);
    if ([first, second].some(({ desk, began, at }) => wasStopped(desk, began, at))) return true;
    const isNoted = this.#left.some(
      ({ message, noted }) => message === first.messageId && noted < second.began,
    );
    return !isNoted && wasStopped(first.desk, first.at, second.began);
  }

  /** When it arrived, was noted, and desks were stopped, in milliseconds since it first arrived; and what desks said of it. */
  #historyOf(token: string): string {
    const mails = this.sink.mails.filter((mail) => mail.token === token);
    const since = (at: number) => Math.round(at - (mails[0]?.at ?? 0));
    const notes = this.#left.filter(({ message }) => message === mails[0]?.messageId);
    const said = this.#log.filter(({ draft }) => draft === notes[0]?.draft);
    return [
      ...mails.map(({ desk, began, at }) => `from ${desk}, begun at ${since(began)}, at ${since(at)}`),
      ...notes.map(({ written, noted }) => `written at ${since(written)}, noted at ${since(noted)}`),
      ...this.#stops.map(({ name, at }) => `${name} stopped at ${since(at)}`),
      ...said.map(
        ({ desk, time, msg, reason, err }) =>
          `${desk} at ${since(Date.parse(time))} ${msg} ${reason ?? err?.message ?? ''}`,
      ),
    ].join('; ');
  }

  /** Ends the load, waits until nothing is on its way any more, stops everything and looks at what became of it. */
  async close(longest = 90_000): Promise<Verdict & { windows: Window[] }> {
    await this.load.stop();
    const end = performance.now() + longest;
    const onTheirWay = new Set(this.#conversations);
    while (onTheirWay.size > 0 && performance.now() < end) {
      for (const conversation of onTheirWay) {
        const told = await this.#client.read(conversation);
        if (told.as !== 'done') continue;
        const { reply } = told.answer;
        if (reply === null || reply.status === 'saved') onTheirWay.delete(conversation);
      }
      await delay(100);
    }
    const ended = [...this.desks].flatMap(([name, desk]) => (desk.isRunning() ? [] : [name]));
    for (const desk of this.desks.values()) await desk.stop();
    await this.sink.stop();
    const store = await openAt(this.#databaseUrl, this.#folder, [...this.desks.keys()][0] ?? '');
    const found = await verdict(store.executeSql, this.load.letters, this.sink.mails);
    await store.close();
    await rm(this.#folder, { recursive: true, force: true });
    for (const token of found.doubled) {
      if (!this.#wasStoppedOver(token))
        found.wrong.push(`${token} arrived twice, and that was no desk's end: ${this.#historyOf(token)}`);
    }
    for (const name of ended) found.wrong.push(`${name} ended by itself`);
    if (onTheirWay.size > 0) found.wrong.push(`${onTheirWay.size} replies are still on their way`);
    return { ...found, windows: windowsOf(this.#left, this.sink.mails) };
  }
}

/** Milliseconds from the mail server's yes to the line on the disk, and to the committed note of it. */
export interface Window {
  written: number;
  noted: number;
}

function windowsOf(left: readonly Left[], mails: MailSink['mails']): Window[] {
  const taken = new Map(mails.map(({ messageId, at }) => [messageId, at]));
  return left.flatMap(({ message, written, noted }) => {
    const at = taken.get(message);
    return at === undefined ? [] : [{ written: written - at, noted: noted - at }];
  });
}

const openAt = (databaseUrl: string | null, folder: string, name: string): Promise<Store> =>
  openStore(databaseUrl ? { databaseUrl } : { folder: join(folder, name, 'store') });

let databases = 0;
async function newDatabase(server: string): Promise<string> {
  const name = `faults_${process.pid}_${databases++}`;
  const admin = new pg.Client({ connectionString: `${server}/postgres` });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  return `${server}/${name}`;
}
