import { createReadStream, existsSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { create } from 'tar';
import { z } from 'zod';

/** Writes a backup to a file that is not there yet. */
export type Backup = (file: string) => Promise<void>;

/** What says that a file is a backup of the desk, as `backup.json` in it. */
export const backupNote = z.object({ format: z.literal('countersign-backup-1'), made_at: z.string() });

/**
 * What a desk keeps: the store with sessions, API keys and pictures, the secrets that they need, what was sent, and what the
 * store had not been told of that yet.
 */
export const kept = ['store', 'departures', 'secrets.json', 'outbox'] as const;

/** Copies the store as it is at one moment; `alongside` copies what must be of the same moment. */
export type CopyStore = (to: string, alongside: () => Promise<void>) => Promise<void>;

export const notEmbedded =
  'This desk works on a PostgreSQL server of yours: back it up with pg_dump, and keep secrets.json beside it.';

/** A compressed archive of a data folder. */
export async function writeBackup(dataDir: string, copyStore: CopyStore, file: string): Promise<void> {
  const folder = await mkdtemp(join(dataDir, '.backup-'));
  try {
    const copy = async (name: (typeof kept)[number]) => {
      const from = join(dataDir, name);
      if (existsSync(from)) await cp(from, join(folder, name), { recursive: true });
    };
    // As soon as the store hears of what left, its line goes from the disk.
    await copyStore(join(folder, 'store'), () => copy('departures'));
    await copy('secrets.json');
    await copy('outbox');
    const note: z.infer<typeof backupNote> = {
      format: 'countersign-backup-1',
      made_at: new Date().toISOString(),
    };
    await writeFile(join(folder, 'backup.json'), JSON.stringify(note));
    const names = ['backup.json', ...kept.filter((name) => existsSync(join(folder, name)))];
    // It holds secrets: for its owner alone, from its first byte.
    await writeFile(file, '', { mode: 0o600, flag: 'wx' });
    await create({ file, cwd: folder, gzip: true, portable: true }, names);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A backup to be read once; nothing of it stays. */
export async function streamBackup(backup: Backup): Promise<ReadableStream<Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-backup-'));
  const forget = () => void rm(folder, { recursive: true, force: true });
  try {
    const file = join(folder, 'backup.tar.gz');
    await backup(file);
    const stream = createReadStream(file).once('close', forget);
    return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
  } catch (error) {
    forget();
    throw error;
  }
}
