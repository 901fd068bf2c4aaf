import { whenPainted } from './use-painted.ts';

/** Whatever comes between a letter and its frame may ask what the text is. */
const occasions =
  'beforeinput beforeunload blur click compositionstart contextmenu copy cut dragstart drop focusout keydown mousedown pagehide paste pointerdown touchstart visibilitychange'.split(
    ' ',
  );

const unread = new Set<() => void>();

/** Has an editor read what was typed in it: behind the frame that shows it, or before anything else comes of it. */
export function readLater(read: () => void): void {
  if (unread.size === 0) whenPainted(readTyped);
  unread.add(read);
}

/** Has every editor know what was typed in it until now. */
export function readTyped(): void {
  for (const read of unread) {
    unread.delete(read);
    read();
  }
}

for (const occasion of occasions) addEventListener(occasion, readTyped, true);
