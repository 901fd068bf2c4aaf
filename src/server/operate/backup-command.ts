import { createWriteStream, existsSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Config, readConfig } from '../config.ts';
import { resolveImportTarget } from '../intake/import-target.ts';
import { ownStore } from '../store/sole-owner.ts';
import { notEmbedded, writeBackup } from './backup.ts';

/** `npm run backup -- FILE`: answers the exit code. */
export async function runBackup(
  argv: string[],
  env: NodeJS.ProcessEnv,
  write: (text: string) => unknown,
): Promise<number> {
  const [file, ...more] = argv;
  if (!file || file.startsWith('-') || more.length > 0) {
    write('Usage: npm run backup -- FILE\nWrites everything that the desk keeps to a new file.\n');
    return 1;
  }
  try {
    const config = readConfig(env);
    if (config.databaseUrl) throw new Error(notEmbedded);
    if (existsSync(file)) throw new Error(`${file} is there already: name a new file.`);
    const unfinished = `${resolve(file)}.part`;
    await rm(unfinished, { force: true });
    try {
      await backUp(config, unfinished);
      await rename(unfinished, file);
    } finally {
      await rm(unfinished, { force: true });
    }
    write(`Backed up the desk to ${file}. It holds secrets: keep it where only you can read it.\n`);
    return 0;
  } catch (error) {
    write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

/** By way of the desk while it runs, since the store has one owner; else from the folder. */
async function backUp({ dataDir }: Config, file: string): Promise<void> {
  const target = await resolveImportTarget({ dataDir });
  if (target !== 'store') {
    const answer = await fetch(`${target.url}/operate/backup`, {
      method: 'POST',
      headers: { authorization: `Bearer ${target.token}` },
    });
    if (!answer.ok || !answer.body)
      throw new Error(`The desk on ${target.url} answered ${answer.status}: ${await answer.text()}`);
    await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(file, { mode: 0o600 }));
    return;
  }
  const store = join(dataDir, 'store');
  if (!existsSync(join(store, 'PG_VERSION'))) throw new Error(`There is no desk in ${dataDir} yet.`);
  const release = await ownStore(store);
  try {
    const copyStore = async (to: string, alongside: () => Promise<void>) => {
      await cp(store, to, { recursive: true });
      await alongside();
    };
    await writeBackup(dataDir, copyStore, file);
  } finally {
    await release();
  }
}
