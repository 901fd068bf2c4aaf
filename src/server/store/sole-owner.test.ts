import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownStore, StoreInUse } from './sole-owner.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-owner-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a store has one owner at a time, by whatever path it is named', async () => {
  const giveUp = await ownStore(folder);
  await expect(ownStore(folder)).rejects.toThrow(StoreInUse);
  await expect(ownStore(`${folder}/../${folder.split('/').pop()}/`)).rejects.toThrow(/open in another desk/);
  await giveUp();
  const again = await ownStore(folder);
  await again();
});
