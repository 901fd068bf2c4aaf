import { isApple } from '../../lib/is-apple.ts';

/** A key of ProseMirror's notation as people read it: `Mod-Shift-8` is `Ctrl+Shift+8`, on a Mac `⌘⇧8`. */
export function shortcutLabel(keys: string): string {
  const parts = keys.split('-');
  if (!isApple()) return parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+');
  return parts.map((part) => ({ Mod: '⌘', Shift: '⇧' })[part] ?? part).join('');
}

/** The same for `aria-keyshortcuts`. */
export const ariaShortcut = (keys: string) =>
  keys.replace('Mod', isApple() ? 'Meta' : 'Control').replaceAll('-', '+');
