import { delimiter } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findChromium, type Machine } from './find-chromium.ts';

const own = '/playwright/chrome';

/** A machine that has `present`, and on which each installer brings what `brings` says. */
function machineWith(
  present: string[],
  given: Partial<Machine> & { brings?: Record<string, string> } = {},
): Machine & { ran: string[] } {
  const there = new Set(present);
  const ran: string[] = [];
  return {
    env: { PATH: ['/usr/bin', '/opt/bin'].join(delimiter) },
    starts: (path) => there.has(path),
    playwrightPath: () => own,
    run(command, ...args) {
      const line = [command, ...args].join(' ');
      ran.push(line);
      const brought = given.brings?.[line];
      if (brought) there.add(brought);
      return brought !== undefined || line === 'apt-get update';
    },
    isRootOnDebian: false,
    report: () => {},
    ran,
    ...given,
  };
}

describe('finding a Chromium', () => {
  const all = ['/mine/chrome', own, '/opt/bin/chromium', '/usr/bin/google-chrome'];
  const env = { CHROMIUM_PATH: '/mine/chrome', PATH: ['/usr/bin', '/opt/bin'].join(delimiter) };

  test.each([
    ['the one that CHROMIUM_PATH names', all],
    ["then Playwright's own", all.slice(1)],
    ['then chromium on PATH', all.slice(2)],
    ['then google-chrome on PATH', all.slice(3)],
  ])('takes %s', (_which, present) => {
    const machine = machineWith(present, { env });
    expect(findChromium(machine)).toBe(present[0]);
    expect(machine.ran).toEqual([]);
  });

  test('asks Playwright where there is none', () => {
    const machine = machineWith([], {
      brings: { 'npx playwright install chromium': own },
      isRootOnDebian: true,
    });
    expect(findChromium(machine)).toBe(own);
    expect(machine.ran).toEqual(['npx playwright install chromium']);
  });

  test("asks Debian's packages, as root, where Playwright cannot get one", () => {
    const machine = machineWith([], {
      brings: { 'apt-get install -y chromium': '/usr/bin/chromium' },
      isRootOnDebian: true,
    });
    expect(findChromium(machine)).toBe('/usr/bin/chromium');
    expect(machine.ran).toEqual([
      'npx playwright install chromium',
      'apt-get update',
      'apt-get install -y chromium',
    ]);
  });

  test('does not take what Playwright brought when it does not start', () => {
    const machine = machineWith([], { brings: { 'npx playwright install chromium': '/elsewhere' } });
    expect(() => findChromium(machine)).toThrow();
  });

  test('says all the ways where none leads to one, and leaves the packages of other people alone', () => {
    const machine = machineWith([]);
    expect(() => findChromium(machine)).toThrow(
      /CHROMIUM_PATH.*npx playwright install chromium.*google-chrome.*apt-get install chromium/,
    );
    expect(machine.ran).toEqual(['npx playwright install chromium']);
  });
});
