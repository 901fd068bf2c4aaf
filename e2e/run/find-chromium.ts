import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** What the search asks of the machine. */
export interface Machine {
  env: Record<string, string | undefined>;
  /** Whether the program starts: one that lacks a library is there, but of no use. */
  starts(path: string): boolean;
  /** Where Playwright keeps its own browser, whether it is there or not. */
  playwrightPath(): string;
  /** Runs an installer. @returns whether it succeeded. */
  run(command: string, ...args: string[]): boolean;
  isRootOnDebian: boolean;
  report(line: string): void;
}

const minutes = 60_000;
const isRoot = process.getuid?.() === 0;
const spawned = (command: string, args: string[], options: SpawnSyncOptions) =>
  spawnSync(command, args, options).status === 0;

const thisMachine: Machine = {
  env: process.env,
  starts: (path) => existsSync(path) && spawned(path, ['--version'], { stdio: 'ignore', timeout: minutes }),
  playwrightPath: () => chromium.executablePath(),
  run: (command, ...args) =>
    spawned(command, args, { stdio: ['ignore', 'inherit', 'inherit'], timeout: 10 * minutes }),
  isRootOnDebian: isRoot && existsSync('/etc/debian_version'),
  report: (line) => process.stdout.write(`${line}\n`),
};

/**
 * The Chromium that tests drive: `CHROMIUM_PATH`, Playwright's own, one on PATH, or one that can be got.
 * @throws when there is none, with the ways to get one.
 */
export function findChromium(machine: Machine = thisMachine): string {
  const { env, starts } = machine;
  const installed = () => {
    const onPath = ['chromium', 'google-chrome'].flatMap((name) =>
      (env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)),
    );
    return [machine.playwrightPath(), ...onPath].find(starts);
  };
  if (env.CHROMIUM_PATH && starts(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
  const there = installed();
  if (there) return there;

  machine.report('No Chromium is here: asking Playwright for one …');
  if (machine.run('npx', 'playwright', 'install', 'chromium') && starts(machine.playwrightPath())) {
    return machine.playwrightPath();
  }
  if (machine.isRootOnDebian) {
    machine.report('Playwright could not get one: asking apt-get for one …');
    machine.run('apt-get', 'update');
    machine.run('apt-get', 'install', '-y', 'chromium');
    const packaged = installed();
    if (packaged) return packaged;
  }
  throw new Error(
    'No Chromium was found for the tests. Set CHROMIUM_PATH to one, run `npx playwright install chromium`, put `chromium` or `google-chrome` on PATH, or on Debian run `apt-get install chromium` as root.',
  );
}

/** A browser that keeps to the tests; as root its sandbox cannot start. */
export const chromiumArguments = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  ...(isRoot ? ['--no-sandbox'] : []),
];
