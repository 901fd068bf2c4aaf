import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../package-root.ts';
import type { ToGiveUp, Told, ToSend } from './smtp-thread.ts';
import { DeliveryFailure, GivenUp, type Taken, type Transport } from './transport.ts';

/** Milliseconds after the end of its lease in which the thread has to say what became of a mail. */
const grace = 5000;

interface InHand {
  resolve(taken: Taken): void;
  reject(failure: DeliveryFailure): void;
}

/**
 * E-mail through a mail server, by a thread that does nothing else; texts go where `texts` brings them. A thread that does
 * not answer in time is ended, and the next mail gets a new one.
 */
export function smtp(url: string, texts: Transport, newThread = startThread): Transport {
  const inHand = new Map<number, InHand>();
  let thread: Worker | null = null;
  let count = 0;
  let stopping = false;

  function start(): Worker {
    const started = newThread(url);
    let cause: Error | undefined;
    // Else the desk would end for it.
    started.on('error', (error: Error) => {
      cause = error;
    });
    started.on('message', ({ id, answer }: Told) => {
      const asked = inHand.get(id);
      inHand.delete(id);
      if ('givenUp' in answer) asked?.reject(new GivenUp());
      else if ('failed' in answer) asked?.reject(new DeliveryFailure(answer.failed, answer));
      else asked?.resolve(answer);
    });
    started.on('exit', () => {
      thread = null;
      // Not its message, which may hold the address and with it a password.
      const { code, name = 'it ended' }: { code?: string; name?: string } = cause ?? {};
      const said = `The desk broke off while it was sending this (${code ?? name}).`;
      for (const { reject } of inHand.values()) reject(new DeliveryFailure(said, { temporary: true }));
      inHand.clear();
    });
    started.unref();
    return started;
  }

  return {
    async sendMail(mail, lease, line) {
      if (stopping) throw new GivenUp();
      const id = count++;
      const now = process.hrtime.bigint();
      const after = (ms: number) => now + BigInt(Math.floor(ms * 1e6));
      thread ??= start();
      thread.postMessage({
        id,
        mail,
        end: after(lease.left()),
        leaveBy: after(lease.toLeave()),
        line,
      } satisfies ToSend);
      const overdue = endAfter(lease.left(), thread);
      const answer = new Promise<Taken>((resolve, reject) => inHand.set(id, { resolve, reject }));
      return await answer.finally(() => overdue.abort());
    },
    sendText: (text, lease) => texts.sendText(text, lease),
    giveUp(all) {
      stopping = true;
      thread?.postMessage({ all } satisfies ToGiveUp);
      if (thread && all) endAfter(0, thread);
      texts.giveUp?.(all);
    },
    close() {
      stopping = true;
      void thread?.terminate();
      texts.close();
    },
  };
}

/** Ends a thread that has not answered, which aborts this, some time after those milliseconds. */
function endAfter(ms: number, thread: Worker): AbortController {
  const answered = new AbortController();
  const { signal } = answered;
  // Two steps, so that a process that was paused, and wakes up late, still hears first of what its thread has done.
  delay(Math.max(0, ms), undefined, { signal, ref: false })
    .then(() => delay(grace, undefined, { signal, ref: false }))
    .then(
      () => thread.terminate(),
      () => {},
    );
  return answered;
}

/** From the build where this is built, else from the source, which Node 20 needs tsx to read. */
export function startThread(url: string): Worker {
  const isBuilt = !new URL(import.meta.url).pathname.endsWith('.ts');
  if (isBuilt) return new Worker(join(packageRoot, 'dist/server/smtp-thread.js'), { workerData: url });
  const source = pathToFileURL(join(packageRoot, 'src/server/delivery/smtp-thread.ts')).href;
  const script = `import('tsx/esm/api').then(({ register }) => { register(); return import('${source}'); });`;
  return new Worker(script, { eval: true, workerData: url, execArgv: [] });
}
