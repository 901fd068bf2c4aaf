import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../run/places.ts';
import { readyUrl } from '../run/ready-url.ts';

/** When a process knew that a mail had left: on its disk, and in the database; milliseconds of the machine's clock. */
export interface Left {
  draft: string;
  message: string;
  written: number;
  noted: number;
}

export interface DeskProcess {
  url: string;
  /** Ends when the process does, whoever ended it. */
  ended: Promise<void>;
  isRunning(): boolean;
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' | 'SIGUSR2'): void;
  kill(): Promise<void>;
  /** As a service manager stops it. */
  stop(): Promise<void>;
}

/** A line of a desk's log. */
export interface LogLine {
  level: number;
  time: string;
  msg: string;
  draft?: string;
  reason?: string;
  err?: { message: string };
}

/** Starts the built server. What leaves is told to `left`, and everything that it logs about a draft to `logged`. */
export async function startDeskProcess(
  env: Record<string, string>,
  left: (left: Left) => void,
  logged: (line: LogLine) => void,
  nodeOptions: string[] = [],
): Promise<DeskProcess> {
  const child = spawn(process.execPath, [...nodeOptions, join(root, 'dist/server/main.js')], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: '0',
      DEMO: 'off',
      SEND_HOLD_SECONDS: '0',
      LOG_LEVEL: 'debug',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line.includes('"draft":"')) logged(JSON.parse(line) as LogLine);
    if (line.includes('"delivery: left"')) left(JSON.parse(line) as Left);
    else if (!line.includes('"level":20')) said.push(line);
    if (process.env.FAULT_LOG) process.stderr.write(`${child.pid} ${line}\n`);
  });
  let running = true;
  const ended = once(child, 'exit').then(() => {
    running = false;
  });
  const url = await Promise.race([
    readyUrl(child),
    ended.then(() => {
      throw new Error(`The desk ended before it was ready: ${said.slice(-5).join('\n')}`);
    }),
  ]);
  return {
    url,
    ended,
    isRunning: () => running,
    signal: (name) => void child.kill(name),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
