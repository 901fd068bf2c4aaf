import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../test-server.ts';
import { runBackup } from './backup-command.ts';
import { runRestore } from './restore-command.ts';

let desk: TestServer;
let folder: string;
beforeAll(async () => {
  desk = await openTestServer();
  folder = await mkdtemp(join(tmpdir(), 'countersign-backups-'));
});
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(command: typeof runBackup, dataDir: string, ...argv: string[]) {
  const lines: string[] = [];
  const code = await command(argv, { DATA_DIR: dataDir }, (text) => lines.push(text));
  return { code, said: lines.join('') };
}

async function signIn(): Promise<{ cookie: string }> {
  const answer = await fetch(`${desk.url}/api/desk/sign-in`, {
    method: 'POST',
    body: JSON.stringify({ email: 'rep@acme.test', password: 'demo-password' }),
  });
  return {
    cookie: answer.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; '),
  };
}

test('a desk is backed up while it works, and goes on elsewhere as it was', async () => {
  const session = await signIn();
  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
  const picture = await fetch(`${desk.url}/api/desk/inline-images`, {
    method: 'POST',
    headers: session,
    body: gif,
  });
  const { content_id } = await picture.json();
  const file = join(folder, 'running.tar.gz');
  const writing = Promise.all(Array.from({ length: 20 }, () => signIn()));
  expect(await run(runBackup, desk.dataDir, file)).toMatchObject({
    code: 0,
    said: expect.stringContaining(file),
  });
  await writing;
  expect((await stat(file)).mode & 0o077).toBe(0);
  expect((await readdir(desk.dataDir)).filter((name) => name.startsWith('.'))).toEqual([]);
  expect((await run(runBackup, desk.dataDir, file)).said).toContain('is there already');

  const elsewhere = await mkdtemp(join(tmpdir(), 'countersign-restored-'));
  expect(await run(runRestore, elsewhere, file)).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^Restored the desk as it was on \d{4}-/),
  });
  const restored = await openTestServer({ env: { DATA_DIR: elsewhere } });
  try {
    const who = await fetch(`${restored.url}/api/desk/session`, { headers: session });
    expect((await who.json()).person.email).toBe('rep@acme.test');
    const shown = await fetch(`${restored.url}/api/desk/inline-images/${content_id}`, { headers: session });
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(gif);
    const key = { 'x-api-key': 'demo-key' };
    expect((await fetch(`${restored.url}/api/v2/organizations`, { headers: key })).status).toBe(200);

    const running = await run(runRestore, elsewhere, file);
    expect(running).toMatchObject({ code: 1, said: expect.stringMatching(/^The desk on .* runs: stop it/) });
  } finally {
    await restored.close({ keep: true });
  }

  // What left, and the store was not told of, is not to leave again from there.
  await writeFile(join(elsewhere, 'departures', 'dead.jsonl'), 'a line\n');
  const refused = await run(runRestore, elsewhere, file);
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('say --overwrite') });
  const quiet = join(folder, 'quiet.tar.gz');
  expect((await run(runBackup, elsewhere, quiet)).code).toBe(0);
  const again = await run(runRestore, elsewhere, '--overwrite', quiet);
  expect(again).toMatchObject({ code: 0, said: expect.stringContaining('What was there before is in') });
  expect((await readdir(elsewhere)).filter((name) => name.startsWith('replaced-'))).toHaveLength(1);
  expect(await readdir(join(elsewhere, 'departures'))).toContain('dead.jsonl');
  const once = await openTestServer({ env: { DATA_DIR: elsewhere } });
  expect((await fetch(`${once.url}/api/desk/session`, { headers: session })).status).toBe(200);
  await once.close();
});

test('what was sent from a folder whose store is gone is put aside, and not without being told to', async () => {
  const file = join(folder, 'for-outbox.tar.gz');
  await run(runBackup, desk.dataDir, file);
  const dataDir = await mkdtemp(join(tmpdir(), 'countersign-outbox-'));
  await mkdir(join(dataDir, 'outbox'));
  await writeFile(join(dataDir, 'outbox', 'only-copy.eml'), 'From: a@b.example\n\nHi');
  const refused = await run(runRestore, dataDir, file);
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('say --overwrite') });
  expect(await readdir(join(dataDir, 'outbox'))).toEqual(['only-copy.eml']);
  expect((await run(runRestore, dataDir, '--overwrite', file)).code).toBe(0);
  const [aside = ''] = (await readdir(dataDir)).filter((name) => name.startsWith('replaced-'));
  expect(await readdir(join(dataDir, aside, 'outbox'))).toEqual(['only-copy.eml']);
  await rm(dataDir, { recursive: true, force: true });
});

test('what is no backup restores nothing', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'countersign-empty-'));
  const note = join(folder, 'note.txt');
  await writeFile(note, 'just a note');
  for (const file of [note, join(folder, 'none.tar.gz')]) {
    const { code, said } = await run(runRestore, empty, file);
    expect([code, said]).toEqual([1, expect.stringMatching(/no whole backup|There is no file/)]);
  }
  expect((await run(runBackup, empty, join(folder, 'x.tar.gz'))).said).toContain('There is no desk in');
  await rm(empty, { recursive: true, force: true });
});

test('nobody but the command gets a backup', async () => {
  const session = await signIn();
  for (const headers of [{}, session, { 'x-api-key': 'demo-key' }, { authorization: 'Bearer x' }]) {
    const answer = await fetch(`${desk.url}/operate/backup`, {
      method: 'POST',
      headers: new Headers(Object.entries(headers)),
    });
    expect(answer.status).toBe(401);
  }
});
