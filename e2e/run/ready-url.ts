import type { ChildProcess } from 'node:child_process';

/** Resolves with the address at which a desk says that it is ready; never where it ends before. */
export function readyUrl(desk: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    desk.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const ready = said.match(/Countersign is ready on (\S+)\n/);
      if (ready?.[1]) resolve(ready[1]);
    });
  });
}
