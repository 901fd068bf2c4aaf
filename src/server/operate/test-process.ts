import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../free-port.ts';
import { packageRoot } from '../package-root.ts';

export interface DeskProcess {
  port: number;
  url: string;
  process: ChildProcess;
  /** Resolves with the code that it exits with. */
  exited: Promise<unknown>;
}

/** A desk in a process of its own, as `npm start` runs it; resolves once it says that it is ready. */
export async function startProcess(env: Record<string, string>): Promise<DeskProcess> {
  const port = await freePort();
  const desk = spawn(process.execPath, ['--import', 'tsx', 'src/server/main.ts'], {
    cwd: packageRoot,
    env: { PATH: process.env.PATH, PORT: String(port), LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(desk, 'exit').then(([code]) => code);
  let said = '';
  for await (const chunk of desk.stdout ?? []) {
    said += String(chunk);
    if (said.includes('is ready on')) break;
  }
  return { port, url: `http://127.0.0.1:${port}`, process: desk, exited };
}
