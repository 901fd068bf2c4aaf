import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from './database.ts';

test('a store that could not be opened is given up, so that it can be opened once mended', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-store-'));
  await writeFile(join(folder, 'PG_VERSION'), 'not a database');
  const first = await openStore({ folder }).catch((error: unknown) => error);
  expect(first).toBeInstanceOf(Error);
  await rm(folder, { recursive: true });
  const store = await openStore({ folder });
  await store.close();
  await rm(folder, { recursive: true });
});
