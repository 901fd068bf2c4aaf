import { vi } from 'vitest';

/**
 * What `check` answers as soon as it does not throw. A minute without is a failure, and a busy machine is none: nothing
 * waits this long where all is well. @param every milliseconds from one look to the next.
 */
export const eventually = <T>(check: () => T | Promise<T>, every = 20): Promise<T> =>
  vi.waitFor(check, { timeout: 60_000, interval: every });
