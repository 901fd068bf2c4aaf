import { useEffectEvent, useLayoutEffect } from 'react';
import { createKeyDispatch } from './key-dispatch.ts';
import { letterKeys } from './letter-keys.ts';
import { createTyping } from './typing.ts';

/** Listens for the keys of all commands, on behalf of the person who is signed in. */
export function useKeyboard(personId: string | undefined, leaveField: (field: HTMLElement) => void): void {
  const leave = useEffectEvent(leaveField);
  useLayoutEffect(() => {
    if (personId !== undefined) letterKeys.belongTo(personId);
  }, [personId]);
  useLayoutEffect(() => {
    const typing = createTyping();
    const dispatch = createKeyDispatch((field) => leave(field), typing.end);
    const listening = new AbortController();
    const { signal } = listening;
    // Before any part of the page can use the key up.
    const ahead = { capture: true, signal };
    const hear = (event: KeyboardEvent) => {
      if (typing.goesOn(event)) event.stopPropagation();
    };
    document.addEventListener('keydown', hear, ahead);
    document.addEventListener('pointerdown', typing.end, ahead);
    // A press in a mail is heard of by nothing else.
    window.addEventListener('blur', typing.end, { signal });
    document.addEventListener('keydown', dispatch, { signal });
    return () => listening.abort();
  }, []);
}
