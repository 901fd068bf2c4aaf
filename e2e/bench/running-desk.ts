import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { packageRoot } from '../../src/server/package-root.ts';
import { readyUrl } from '../run/ready-url.ts';
import type { Ask } from './draft-address.ts';

export interface RunningDesk {
  /** Over kept connections, with the key that the desk was started for. */
  ask: Ask;
  stop(): Promise<void>;
}

/** Starts the built server as a process of its own, with the demo organisation's key. */
export async function startDesk(env: Record<string, string>, key = 'demo-key'): Promise<RunningDesk> {
  const child = spawn(process.execPath, [join(packageRoot, 'dist/server/main.js')], {
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The desk ended with code ${code} before it was ready`);
  });
  const url = await Promise.race([readyUrl(child), ended]);
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
