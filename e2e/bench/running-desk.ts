import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { packageRoot } from '../../src/server/package-root.ts';

export interface RunningDesk {
  /** Sends a request with the demo key over kept connections. @throws when the answer is no success. */
  ask(method: string, path: string, body?: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts the built server as a process of its own, with the demo organisation's key. */
export async function startDesk(env: Record<string, string>, key = 'demo-key'): Promise<RunningDesk> {
  const child = spawn(process.execPath, [join(packageRoot, 'dist/server/main.js')], {
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await readyUrl(child);
  const agent = new Agent({ keepAlive: true });
  return {
    ask: (method, path, body) =>
      new Promise((resolve, reject) => {
        const outgoing = request(
          `${url}${path}`,
          { agent, method, headers: { 'X-API-KEY': key } },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('end', () => {
              const text = Buffer.concat(chunks).toString();
              const succeeded = (response.statusCode ?? 500) < 300;
              if (succeeded) resolve(text === '' ? undefined : JSON.parse(text));
              else reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
            });
          },
        );
        outgoing.on('error', reject);
        outgoing.end(body === undefined ? undefined : JSON.stringify(body));
      }),
    async stop() {
      agent.destroy();
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

async function readyUrl(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk);
    const ready = said.match(/Countersign is ready on (\S+)\n/);
    if (ready?.[1]) return ready[1];
  }
  throw new Error(`The desk did not start: ${said}`);
}
