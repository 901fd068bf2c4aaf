let isPressed = false;
const waiting = new Set<() => void>();

function release(): void {
  isPressed = false;
  const due = [...waiting];
  waiting.clear();
  for (const run of due) run();
}

function press(): void {
  isPressed = true;
}

addEventListener('pointerdown', press, true);
// The click comes after the pointer went up.
for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => setTimeout(release), true);

/**
 * Puts off what draws something anew until no pointer is pressed: what is replaced between a press and its end hears no click.
 * @returns gives it up.
 */
export function whenReleased(run: () => void): () => void {
  if (isPressed) waiting.add(run);
  else run();
  return () => void waiting.delete(run);
}
