/**
 * Puts off what nobody waits for until what somebody waits for is painted, by at most so many milliseconds.
 * @returns gives it up.
 */
export function whenIdle(run: () => void, longest = 400): () => void {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(run, longest / 4);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run, { timeout: longest });
  return () => cancelIdleCallback(handle);
}
