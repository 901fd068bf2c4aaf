import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { extract } from 'tar';
import { readConfig } from '../config.ts';
import { resolveImportTarget } from '../intake/import-target.ts';
import { openStore } from '../store/database.ts';
import { queueDepth } from '../store/queue-depth.ts';
import { ownStore } from '../store/sole-owner.ts';
import { backupNote, kept } from './backup.ts';

const usage = `Usage: npm run restore -- [--overwrite] FILE
Puts back what \`npm run backup\` wrote, while no desk runs.
`;

/** `npm run restore -- FILE`: answers the exit code. */
export async function runRestore(
  argv: string[],
  env: NodeJS.ProcessEnv,
  write: (text: string) => unknown,
): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { overwrite: { type: 'boolean', default: false } },
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) {
      write(usage);
      return 1;
    }
    const { dataDir, databaseUrl } = readConfig(env);
    if (databaseUrl) throw new Error('This desk works on a PostgreSQL server of yours: use pg_restore.');
    const target = await resolveImportTarget({ dataDir });
    if (target !== 'store') throw new Error(`The desk on ${target.url} runs: stop it, then restore.`);
    if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
    const { madeAt, waiting, aside } = await restore(dataDir, file, values.overwrite);
    write(`Restored the desk as it was on ${madeAt}.\n`);
    if (waiting > 0)
      write(
        `${waiting} of its replies were queued: they go out once it starts, also if they went out since.\n`,
      );
    if (aside) write(`What was there before is in ${aside}.\n`);
    return 0;
  } catch (error) {
    write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

/** @returns when the backup was made, how many replies wait in it, and where the former desk is now. */
async function restore(dataDir: string, file: string, overwrite: boolean) {
  const store = join(dataDir, 'store');
  // What was sent, and the secrets of a desk on PostgreSQL, may be there without a store.
  const isThere =
    existsSync(join(store, 'PG_VERSION')) || kept.slice(1).some((name) => existsSync(join(dataDir, name)));
  await mkdir(store, { recursive: true, mode: 0o700 });
  const release = await ownStore(store);
  const folder = await mkdtemp(join(dataDir, '.restore-'));
  try {
    if (isThere && !overwrite) {
      throw new Error(
        `There is a desk in ${dataDir} already: say --overwrite to put it aside and restore. Nothing was changed.`,
      );
    }
    const madeAt = await unpack(file, folder);
    const opened = await openStore({ folder: join(folder, 'store') });
    const depth = await queueDepth(opened.db).finally(() => opened.close());
    const aside = isThere
      ? join(dataDir, `replaced-${new Date().toISOString().replace(/[:.]/g, '-')}`)
      : null;
    if (aside) await mkdir(aside, { mode: 0o700 });
    else await rm(store, { recursive: true });
    for (const name of kept) {
      if (aside && existsSync(join(dataDir, name))) await rename(join(dataDir, name), join(aside, name));
      if (existsSync(join(folder, name))) {
        await rm(join(dataDir, name), { recursive: true, force: true });
        await rename(join(folder, name), join(dataDir, name));
      }
    }
    return { madeAt, waiting: depth.held + depth.due + depth.sending, aside };
  } finally {
    await rm(folder, { recursive: true, force: true });
    await release();
  }
}

async function unpack(file: string, folder: string): Promise<string> {
  try {
    await extract({
      file,
      cwd: folder,
      strict: true,
      filter: (_path, entry) => 'type' in entry && (entry.type === 'File' || entry.type === 'Directory'),
    });
    const note = backupNote.parse(JSON.parse(await readFile(join(folder, 'backup.json'), 'utf8')));
    await readFile(join(folder, 'store/PG_VERSION'));
    return note.made_at;
  } catch {
    throw new Error(`${file} is no whole backup of a desk. Nothing was changed.`);
  }
}
