import type { EditorView } from '@tiptap/pm/view';

interface Gate {
  shown: boolean;
  readonly listeners: Set<() => void>;
}

const gates = new WeakMap<EditorView, Gate>();

function gateOf(view: EditorView): Gate {
  const gate = gates.get(view) ?? { shown: false, listeners: new Set() };
  gates.set(view, gate);
  return gate;
}

export const imagesShown = (view: EditorView) => gateOf(view).shown;

/** Lets the images of a body load, or keeps them back. What is saved is the same either way. */
export function showImages(view: EditorView, shown: boolean) {
  const gate = gateOf(view);
  if (gate.shown === shown) return;
  gate.shown = shown;
  for (const listener of gate.listeners) listener();
}

export function onImagesShown(view: EditorView, listener: () => void): () => void {
  const { listeners } = gateOf(view);
  listeners.add(listener);
  return () => listeners.delete(listener);
}
