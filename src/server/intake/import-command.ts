import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ImportReport } from '#contract/desk/import.ts';
import { type Config, readConfig } from '../config.ts';
import { openStore } from '../store/database.ts';
import { listOrganizations } from '../store/organizations.ts';
import { type ImportProgress, importMail, type MailFile } from './import-mail.ts';
import { resolveImportTarget } from './import-target.ts';
import { sendToDesk } from './send-to-desk.ts';

export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
}

const usage = `Usage: npm run import -- [--organization ID] FILE…
Reads .eml and .mbox files, and those of folders, into conversations.
`;

/** `npm run import`: answers the exit code, 0 when every file could be read. */
export async function runImport(argv: string[], env: NodeJS.ProcessEnv, out: Output): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { organization: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help || positionals.length === 0) {
      out.write(usage);
      return values.help ? 0 : 1;
    }
    const files = mailFiles(positionals);
    const progress = progressOn(out);
    const report = await importInto(readConfig(env), values.organization, files, progress.show);
    progress.clear();
    for (const { file, reason } of report.failed) out.write(`${file}: ${reason}\n`);
    out.write(`${summary(report)}\n`);
    return report.failed.length > 0 ? 1 : 0;
  } catch (error) {
    out.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

async function importInto(
  config: Config,
  organizationId: string | undefined,
  files: AsyncIterable<MailFile>,
  onProgress: (done: ImportProgress) => void,
): Promise<ImportReport> {
  const target = await resolveImportTarget(config);
  if (target !== 'store') return sendToDesk({ ...target, organizationId }, files, onProgress);
  const store = await openStore(
    config.databaseUrl ? { databaseUrl: config.databaseUrl } : { folder: join(config.dataDir, 'store') },
  );
  try {
    const organizations = await listOrganizations(store.db);
    const [first] = organizations;
    if (!first) throw new Error('The desk has no organisation yet: start it once (npm start), then import.');
    const chosen = organizationId ? organizations.find(({ id }) => id === organizationId) : first;
    if (!chosen || (!organizationId && organizations.length > 1)) {
      const ids = organizations.map(({ id, name }) => `  ${id}  ${name}`).join('\n');
      throw new Error(`Say which organisation the mail belongs to with --organization ID:\n${ids}`);
    }
    return await importMail(store.db, chosen.id, files, onProgress);
  } finally {
    await store.close();
  }
}

/** The files named, and the .eml and .mbox files of the folders named; one that cannot be opened fails when it is read. */
async function* mailFiles(paths: string[]): AsyncGenerator<MailFile> {
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    for (const file of isFolder ? await mailFilesOf(path) : [path]) {
      yield { name: file, bytes: contentOf(file) };
    }
  }
}

/** Opened only when it is read. */
async function* contentOf(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file);
}

async function mailFilesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(eml|mbox)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** One line that changes on a terminal; elsewhere a line for each hundred messages. */
function progressOn(out: Output) {
  let lines = 0;
  let shown = false;
  return {
    show({ imported, skipped, failed }: ImportProgress) {
      const done = imported + skipped + failed;
      if (out.isTTY) {
        out.write(`\r\u001b[K${done} read, ${imported} new`);
        shown = true;
      } else if (Math.floor(done / 100) > lines) {
        lines = Math.floor(done / 100);
        out.write(`${done} read, ${imported} new\n`);
      }
    },
    clear() {
      if (shown) out.write('\r\u001b[K');
    },
  };
}

const counted = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

function summary({ imported, skipped, conversations, failed }: ImportReport): string {
  const messages = counted(imported, 'message');
  const into = imported > 0 ? ` into ${counted(conversations.length, 'conversation')}` : '';
  const unread = failed.length > 0 ? `, ${counted(failed.length, 'file')} could not be read` : '';
  return `Imported ${messages}${into}, ${skipped} already there${unread}`;
}
