import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run/places.ts';

const folder = join(root, '../shared/corpus/xss');

/** Attacks that others collected; none where they are not beside this checkout. */
export const corpus: string[] = existsSync(folder)
  ? [
      ...new Set(
        readdirSync(folder)
          .sort()
          .flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as string[])
          // No store keeps a NUL, and no draft may have one.
          .map((attack) => attack.replaceAll('\0', '\ufffd')),
      ),
    ].filter((attack) => attack.trim() !== '')
  : [];

export function inGroupsOf<T>(size: number, list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, n) =>
    list.slice(n * size, n * size + size),
  );
}

/** As many together as fit into `most` characters, with a blank between them. */
export function packed(list: readonly string[], most: number): string[] {
  const packs: string[] = [];
  let pack = '';
  for (const each of list) {
    const next = pack === '' ? each : `${pack} ${each}`;
    if (next.length > most && pack !== '') packs.push(pack);
    pack = next.length > most ? each.slice(0, most) : next;
  }
  return pack === '' ? packs : [...packs, pack];
}
