import { isUnreachable } from './http.ts';

/** Milliseconds before each further try. */
const pauses = [500, 2000];

/**
 * Asks for a change until somebody answers, three times at most. All tries go under one Idempotency-Key, so that a change
 * whose answer was lost is not made twice and is not refused either. @throws what the last try was answered.
 */
export async function askAgain<T>(ask: () => Promise<T>): Promise<T> {
  for (const pause of pauses) {
    try {
      return await ask();
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return ask();
}
