import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { freePort } from '../src/server/free-port.ts';
import { root } from './run/places.ts';

/** A newcomer pastes what the README shows, from its first command to its last. */
test.describe.configure({ mode: 'serial', timeout: 300_000 });

let commands: string[];
let folder: string;
let desk: { process: ChildProcess; port: number };

test.beforeAll(async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  commands = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block.trim());
  folder = await mkdtemp(join(tmpdir(), 'countersign-readme-'));
});

test.afterAll(async () => {
  desk?.process.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function begin(command: string, port: number, data: string): Promise<ChildProcess> {
  const { NODE_ENV: _, ...env } = process.env;
  const child = spawn('bash', ['-c', `exec ${command}`], {
    cwd: root,
    env: { ...env, PORT: String(port), DATA_DIR: join(folder, data) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ready = new Promise<void>((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk;
      if (said.includes(`Countersign is ready on http://127.0.0.1:${port}\n`)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}: ${said}`)));
  });
  await ready;
  return child;
}

async function end(child: ChildProcess): Promise<number | null> {
  const exited = once(child, 'exit') as Promise<[number | null]>;
  child.kill('SIGTERM');
  return (await exited)[0];
}

test('it shows these commands and no others', () => {
  expect(
    commands.map((command) =>
      command
        .split(/[\s"$(]/)
        .slice(0, 3)
        .join(' ')
        .trim(),
    ),
  ).toEqual([
    'npm ci &&',
    'ORGANIZATION=  curl',
    'curl -s',
    'curl -s',
    'npm run import',
    'npm run backup',
    'npm run dev',
    'npm test',
    'npm run bench',
  ]);
});

test('the desk starts with one command', async () => {
  // `npm ci` has been run: without it there would be no test.
  expect(commands[0]).toBe('npm ci && npm start');
  const port = await freePort();
  desk = { process: await begin('npm start', port, 'start'), port };
});

test('the calls answer as pasted', async () => {
  const script = commands
    .filter((command) => command.includes('curl'))
    .join('\n')
    .replaceAll('127.0.0.1:3000', `127.0.0.1:${desk.port}`);
  const { stdout } = await promisify(execFile)('bash', [
    '-euo',
    'pipefail',
    '-c',
    script.replaceAll(/\}'$/gm, "}'; echo"),
  ]);
  const answers = stdout
    .trim()
    .split(/(?<=\})\s*(?=\{)/)
    .map((answer) => JSON.parse(answer));
  expect(answers).toMatchObject([
    { scheduled_to_send: false, scheduled_send_at: null },
    {
      data: [
        { body_html: '<p>Hello,</p><p>Tuesday at 2 pm works.</p>', cc_emails: ['ops@themyscira.example'] },
      ],
    },
    { scheduled_to_send: true },
  ]);
});

test('mail is imported into the running desk', async () => {
  const command = commands.find((found) => found.startsWith('npm run import')) ?? '';
  const { stdout } = await promisify(execFile)('bash', ['-c', command], {
    cwd: root,
    env: { ...process.env, DATA_DIR: join(folder, 'start') },
  });
  expect(stdout).toContain('Imported 1 message into 1 conversation, 0 already there');
});

test('the running desk is backed up', async () => {
  const command = commands.find((found) => found.startsWith('npm run backup')) ?? '';
  const file = join(folder, 'backup.tar.gz');
  const { stdout } = await promisify(execFile)(
    'bash',
    ['-c', command.replace('countersign-backup.tar.gz', `'${file}'`)],
    { cwd: root, env: { ...process.env, DATA_DIR: join(folder, 'start') } },
  );
  expect(stdout).toContain(`Backed up the desk to ${file}.`);
});

test('it stops cleanly, and starts again with what it had', async () => {
  expect(await end(desk.process)).toBe(0);
  desk = { process: await begin('npm start', desk.port, 'start'), port: desk.port };
  const url = `http://127.0.0.1:${desk.port}/api/v2/organizations`;
  const organizations = await (await fetch(url, { headers: { 'X-API-KEY': 'demo-key' } })).json();
  expect(organizations.data).toHaveLength(1);
  expect(await end(desk.process)).toBe(0);
});

test('npm run dev serves the same desk', async () => {
  const port = await freePort();
  const child = await begin('npm run dev', port, 'dev');
  expect(await (await fetch(`http://127.0.0.1:${port}/queue/review`)).text()).toContain('<div id="root">');
  expect(await (await fetch(`http://127.0.0.1:${port}/api/desk/welcome`)).json()).toMatchObject({
    session: null,
  });
  expect(await end(child)).toBe(0);
});

test('npm run bench prints ratios', async () => {
  const { stdout } = await promisify(execFile)('bash', ['-c', 'npm run bench'], {
    cwd: root,
    env: { ...process.env, BENCH_QUICK: '1' },
  });
  expect(stdout.match(/: \d+\.\d\d \(goal /g)?.length).toBeGreaterThanOrEqual(3);
});
