import type { EditorView } from '@tiptap/pm/view';
import { Listeners } from '../../lib/listeners.ts';

interface Gate {
  shown: boolean;
  readonly listeners: Listeners;
}

const gates = new WeakMap<EditorView, Gate>();

function gateOf(view: EditorView): Gate {
  const gate = gates.get(view) ?? { shown: false, listeners: new Listeners() };
  gates.set(view, gate);
  return gate;
}

export const imagesShown = (view: EditorView) => gateOf(view).shown;

/** Lets the images of a body load, or keeps them back. What is saved is the same either way. */
export function showImages(view: EditorView, shown: boolean) {
  const gate = gateOf(view);
  if (gate.shown === shown) return;
  gate.shown = shown;
  gate.listeners.tell();
}

export const onImagesShown = (view: EditorView, listener: () => void): (() => void) =>
  gateOf(view).listeners.subscribe(listener);
