import type { ImportReport } from '#contract/desk/import.ts';
import { type Db, isReachable } from '../store/database.ts';
import { parseMessage, tooLargeMail, UnreadableMail } from './parse-message.ts';
import { splitMbox } from './split-mbox.ts';
import { recipientOf, storeMail } from './store-mail.ts';

/** A message (`.eml`) or an mbox, recognised by its content. */
export interface MailFile {
  name: string;
  bytes: Uint8Array | AsyncIterable<Uint8Array>;
}

/** So far: messages that are new, messages that were there already, and messages or files that could not be read. */
export interface ImportProgress {
  file: string;
  imported: number;
  skipped: number;
  failed: number;
}

/** One message of a file, or why it, or the file, cannot be read. */
export type MailEntry = { name: string; source: Uint8Array } | { name: string; reason: string };

/** Takes files apart into messages; what cannot be read is named, and the rest goes on. */
export async function* readMail(file: MailFile): AsyncGenerator<MailEntry> {
  let count = 0;
  try {
    for await (const { source, tooLarge, fromMbox } of splitMbox(file.bytes)) {
      count += 1;
      const name = fromMbox ? `${file.name} (message ${count})` : file.name;
      yield tooLarge ? { name, reason: tooLargeMail().message } : { name, source };
    }
  } catch (error) {
    yield { name: file.name, reason: `It could not be read: ${because(error)}.` };
    return;
  }
  if (count === 0) yield { name: file.name, reason: 'It is empty.' };
}

/**
 * Turns mail into contacts, conversations and messages. Each message is one transaction: what was reported is stored.
 * Importing again, or twice at once, adds nothing.
 * @param onProgress called after each message, and each file that could not be read.
 * @throws when the organisation does not exist, or the store cannot be reached any more.
 */
export async function importMail(
  db: Db,
  organizationId: string,
  files: Iterable<MailFile> | AsyncIterable<MailFile>,
  onProgress?: (done: ImportProgress) => void,
): Promise<ImportReport> {
  const recipient = await recipientOf(db, organizationId);
  const conversations = new Set<string>();
  const report: ImportReport = { imported: 0, skipped: 0, conversations: [], failed: [] };
  for await (const file of files) {
    for await (const entry of readMail(file)) {
      try {
        if ('reason' in entry) throw new UnreadableMail(entry.reason);
        const stored = await storeMail(db, recipient, await parseMessage(entry.source));
        if (stored) {
          report.imported += 1;
          conversations.add(stored.conversationId);
          for (const joined of stored.joined) conversations.delete(joined);
        } else {
          report.skipped += 1;
        }
      } catch (error) {
        if (!(error instanceof UnreadableMail) && !(await isReachable(db))) throw error;
        const reason =
          error instanceof UnreadableMail ? error.message : `It could not be stored: ${because(error)}.`;
        report.failed.push({ file: entry.name, reason });
      }
      const { imported, skipped, failed } = report;
      onProgress?.({ file: entry.name, imported, skipped, failed: failed.length });
    }
  }
  return { ...report, conversations: [...conversations] };
}

/** The cause says what went wrong; Drizzle's own message is the whole statement with the mail in it. */
function because(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return error.cause instanceof Error ? error.cause.message : error.message;
}
