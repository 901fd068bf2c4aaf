import type { KeyboardEvent as ReactKeyboardEvent } from 'react';

/** A key that belongs to an input method. Safari ends the composition before it tells of the key that did (229). */
export function isComposing(event: KeyboardEvent | ReactKeyboardEvent): boolean {
  const native = 'nativeEvent' in event ? event.nativeEvent : event;
  return native.isComposing || native.keyCode === 229;
}
