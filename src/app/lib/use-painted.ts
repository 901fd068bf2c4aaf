import { startTransition, useLayoutEffect, useState } from 'react';

const waiting = new Set<() => void>();

/** Runs when the next frame is painted, all that wait for it together; soon in a tab behind, where none is. @returns gives it up. */
export function whenPainted(run: () => void): () => void {
  if (waiting.size === 0) {
    if (document.hidden) setTimeout(runAll);
    // What is asked for in a frame is painted before the next task.
    else requestAnimationFrame(() => setTimeout(runAll));
  }
  waiting.add(run);
  return () => void waiting.delete(run);
}

function runAll(): void {
  const due = [...waiting];
  waiting.clear();
  for (const run of due) {
    try {
      run();
    } catch (error) {
      // The others are waited for as well.
      reportError(error);
    }
  }
}

/** False until the first drawing is painted, so that what is waited for is seen before what stands around it is made. */
export function usePainted(): boolean {
  const [painted, setPainted] = useState(false);
  useLayoutEffect(() => whenPainted(() => startTransition(() => setPainted(true))), []);
  return painted;
}
