import { closeSync, openSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { writeDeparture } from './departure-line.ts';
import { mailServer } from './mail-server.ts';
import { DeliveryFailure, GivenUp, type Line, type OutgoingMail, type Taken } from './transport.ts';

/** What the thread is asked. */
export interface ToSend {
  id: number;
  mail: OutgoingMail;
  /** Of the lease: nanoseconds of `process.hrtime`, which is one clock for all threads. */
  end: bigint;
  /** Of the time in which the mail may leave, by the same clock. */
  leaveBy: bigint;
  line: Line | undefined;
}

/** Or told: see `Transport`. */
export interface ToGiveUp {
  all: boolean;
}

/** And what it answers. */
export interface Told {
  id: number;
  answer: Taken | { failed: string; temporary: boolean } | { givenUp: true };
}

/** Talks to the mail server while the desk's own thread is busy, and writes down what left before it says so. */
const server = mailServer(workerData as string);

parentPort?.on('message', async (asked: ToSend | ToGiveUp) => {
  if ('all' in asked) return server.giveUp(asked.all);
  const { id, mail, end, leaveBy, line } = asked;
  const until = (moment: bigint) => () => Number(moment - process.hrtime.bigint()) / 1e6;
  const lease = { left: until(end), toLeave: until(leaveBy) };
  // Opened beforehand, so that at the server's yes there is only the line to write.
  const file = line && opened(line.file);
  const taken = (refused: string[]): Taken => ({ refused, written: written(refused, line, file) });
  const answer = await server.send(mail, lease, taken).catch(failureOf);
  parentPort?.postMessage({ id, answer } satisfies Told);
  if (file !== undefined) closeSync(file);
});

/** What cannot be written here is left to the desk's own thread, which says so in its log. */
function written(refused: string[], line: Line | undefined, file: number | undefined): number | undefined {
  if (!line || file === undefined) return undefined;
  const { job, departed } = line.departure;
  try {
    return writeDeparture(file, { job, departed: { ...departed, refused } });
  } catch {
    return undefined;
  }
}

function opened(path: string): number | undefined {
  try {
    return openSync(path, 'a');
  } catch {
    return undefined;
  }
}

function failureOf(error: unknown): Told['answer'] {
  if (error instanceof GivenUp) return { givenUp: true };
  if (error instanceof DeliveryFailure) return { failed: error.message, temporary: error.temporary };
  throw error;
}
