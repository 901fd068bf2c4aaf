export interface KeysAhead {
  /** Ends it, and tells what was typed. */
  take: () => string;
}

/**
 * Catches what is typed while a dialog is on its way that was asked for by a key: those letters are meant for it, and
 * would be commands to the page.
 */
export function catchKeys(): KeysAhead {
  let typed = '';
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Backspace') typed = typed.slice(0, -1);
    else if (event.key.length === 1) typed += event.key;
  };
  window.addEventListener('keydown', onKeyDown, true);
  return {
    take: () => {
      window.removeEventListener('keydown', onKeyDown, true);
      return typed;
    },
  };
}
