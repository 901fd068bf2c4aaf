import type { Replacement } from '#mail/plain-characters.ts';

/** Replaces as if it were typed, in one step, so that the browser's own undo takes it back; the caret stays in its place. */
export function replaceInTextarea(box: HTMLTextAreaElement, replaced: readonly Replacement[]): void {
  const [first] = replaced;
  const last = replaced.at(-1);
  if (!first || !last) return;
  const { value, selectionStart, selectionEnd } = box;
  const end = last.at + last.character.length;
  let text = '';
  let from = first.at;
  for (const { at, character, plain } of replaced) {
    text += value.slice(from, at) + plain;
    from = at + character.length;
  }
  const moved = (offset: number) =>
    replaced
      .filter(({ at }) => at < offset)
      .reduce((place, { character, plain }) => place + plain.length - character.length, offset);

  box.focus();
  box.setSelectionRange(first.at, end);
  // Deprecated, but the one way to change a field that browsers can undo.
  if (!document.execCommand('insertText', false, text)) {
    box.setRangeText(text);
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  box.setSelectionRange(moved(selectionStart), moved(selectionEnd));
}
