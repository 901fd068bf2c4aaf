import { useSyncExternalStore } from 'react';
import { Listeners } from '../listeners.ts';

const place = (personId: string) => `countersign letter-keys ${personId}`;
const listeners = new Listeners();
let person: string | null = null;
/** Also where the browser keeps nothing: it then holds until the page is closed. */
const chosen = new Map<string, boolean>();

function read(personId: string): boolean {
  const known = chosen.get(personId);
  if (known !== undefined) return known;
  try {
    return localStorage.getItem(place(personId)) !== 'off';
  } catch {
    return true;
  }
}

/** Whether keys that are single characters do something (WCAG 2.1.4), as each person of this browser wants it. */
export const letterKeys = {
  on: (): boolean => person === null || read(person),

  set(on: boolean): void {
    if (person === null) return;
    chosen.set(person, on);
    try {
      localStorage.setItem(place(person), on ? 'on' : 'off');
    } catch {
      // It holds until the page is closed.
    }
    listeners.tell();
  },

  belongTo(personId: string): void {
    person = personId;
    listeners.tell();
  },
};

function subscribe(listener: () => void): () => void {
  // Another tab of the same person has decided.
  const heard = () => {
    chosen.clear();
    listener();
  };
  const stop = listeners.subscribe(listener);
  window.addEventListener('storage', heard);
  return () => {
    stop();
    window.removeEventListener('storage', heard);
  };
}

export const useLetterKeys = (): boolean => useSyncExternalStore(subscribe, letterKeys.on);
