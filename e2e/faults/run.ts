import { buildWhatChanged } from '../../src/server/build.ts';
import { startPostgres } from '../../src/server/store/postgres-for-tests.ts';
import { faults, type Measured, roundsOf } from './faults.ts';
import type { Window } from './site.ts';

/**
 * `npm run faults`: each fault many times, one after the other, and a table of what came of it. With a word, only the
 * faults whose names have it: `npm run faults -- killed`.
 */
const word = (process.argv[2] ?? '').toLowerCase();
const rounds = Number(process.env.FAULT_ROUNDS ?? 50);
const print = (line: string) => process.stdout.write(`${line}\n`);
const among = (sorted: readonly number[], share: number) =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1);

function windowLine(name: string, all: readonly Window[]): string {
  const parts = (['written', 'noted'] as const).map((part) => {
    const sorted = all.map((one) => one[part]).sort((a, b) => a - b);
    return `${among(sorted, 0.5)} / ${among(sorted, 0.95)} / ${among(sorted, 1)}`;
  });
  return `| ${name} | ${all.length} | ${parts.join(' | ')} |`;
}

await buildWhatChanged(print);
const [shared, own] = [await startPostgres(), await startPostgres()];
const measured: { name: string; result: Measured }[] = [];
let failed = false;
print('| fault | what was done | rounds | saved | sent | lost | doubled |');
print('|---|---|---|---|---|---|---|');
for (const fault of faults(shared, own).filter(({ name }) => name.toLowerCase().includes(word))) {
  const result = await fault.run(roundsOf(fault, rounds));
  if (result === null) {
    print(`| ${fault.name} | not tried: no small disk can be mounted by this user | 0 | | | | |`);
    continue;
  }
  measured.push({ name: fault.name, result });
  const { saved, sent, lost, doubled, wrong } = result;
  print(
    `| ${fault.name} | ${fault.did} | ${result.rounds} | ${saved} | ${sent} | ${lost.length} | ${doubled.length} |`,
  );
  for (const line of [...lost, ...wrong]) process.stderr.write(`${fault.name}: ${line}\n`);
  failed ||= lost.length > 0 || wrong.length > 0;
}

print('');
print('| ms from the 250 to its note, median / 95 % / longest | mails | on the disk | in the database |');
print('|---|---|---|---|');
for (const { name, result } of measured) print(windowLine(name, result.windows));
await shared.stop();
await own.stop();
process.exitCode = failed ? 1 : 0;
