import { randomUUID } from 'node:crypto';
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Departure, writeDeparture } from './departure-line.ts';

/** What left, on the disk of this machine before the database knows: the shortest way there is. */
export interface Departures {
  /**
   * This one is about to leave: until it is settled the file is not emptied.
   * @returns the file, for a transport that writes the line itself.
   */
  expect(deliveryId: string): string;
  /** Writes the line of one that left. @returns when it was on the disk, by the machine's clock. */
  write(departure: Departure): number;
  /** The database knows this one, or it did not leave. */
  settled(deliveryId: string): void;
  /** The line of one that left, of which the database could not be told yet by this process. */
  unsettled(deliveryId: string): Departure | undefined;
  /** Whatever processes with this folder wrote and perhaps did not live to tell the database. */
  read(): Departure[];
  close(): void;
}

const line = z.object({
  job: z.object({ kind: z.enum(['response', 'message']), draftId: z.string(), deliveryId: z.string() }),
  departed: z.object({
    content: z.string(),
    contentFormat: z.enum(['html', 'text']),
    senderName: z.string().nullable(),
    senderEmail: z.string().nullable(),
    to: z.string(),
    emailMessageId: z.string().nullable(),
    references: z.array(z.string()),
    refused: z.array(z.string()),
  }),
});

/** Milliseconds; by then whatever a file of a dead process says is settled. */
const kept = 24 * 60 * 60 * 1000;

/** Each process writes a file of its own, so that several may share the folder. */
export function openDepartures(folder: string): Departures {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = `${randomUUID()}.jsonl`;
  const ownPath = join(folder, own);
  const file = openSync(ownPath, 'a', 0o600);
  const open = new Set<string>();
  const linesIn = (path: string) => readFileSync(path, 'utf8').split('\n').flatMap(parsed);
  return {
    expect(deliveryId) {
      open.add(deliveryId);
      return ownPath;
    },
    write(departure) {
      open.add(departure.job.deliveryId);
      return writeDeparture(file, departure);
    },
    settled(deliveryId) {
      if (open.delete(deliveryId) && open.size === 0) ftruncateSync(file);
    },
    unsettled(deliveryId) {
      return open.has(deliveryId)
        ? linesIn(ownPath).find(({ job }) => job.deliveryId === deliveryId)
        : undefined;
    },
    read() {
      const found: Departure[] = [];
      for (const name of readdirSync(folder)) {
        const path = join(folder, name);
        found.push(...linesIn(path));
        if (name !== own && Date.now() - statSync(path).mtimeMs > kept) rmSync(path);
      }
      return found;
    },
    close() {
      closeSync(file);
      if (open.size === 0) rmSync(ownPath, { force: true });
    },
  };
}

/** Nothing for a line that its writer did not live to end. */
function parsed(text: string): Departure[] {
  try {
    const { success, data } = line.safeParse(JSON.parse(text));
    return success ? [data] : [];
  } catch {
    return [];
  }
}
