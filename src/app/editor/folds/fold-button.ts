import type { EditorView } from '@tiptap/pm/view';
import { foldTransaction, partsOf } from './fold-state.ts';
import type { PartKind } from './part.ts';

/** The icons that the same parts of a message have: Lucide's `ellipsis` and `signature`. */
const ICONS: Record<PartKind, string> = {
  'quoted text': 'M5 12h.01M12 12h.01M19 12h.01',
  signature:
    'm21 17-2.156-1.868A.5.5 0 0 0 18 15.5v.5a1 1 0 0 1-1 1h-2a1 1 0 0 1-1-1c0-2.545-3.991-3.97-8.5-4a1 1 0 0 0 0 5c4.153 0 4.745-11.295 5.708-13.5a2.5 2.5 0 1 1 3.31 3.284M3 21h18',
};

/** A button between the blocks of the text, which is no part of it: reached by Tab, passed by the caret. */
export function createFoldButton(kind: PartKind, view: () => EditorView): HTMLElement {
  const place = document.createElement('span');
  place.className = 'reply-fold';
  const button = document.createElement('button');
  button.type = 'button';
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[kind]);
  if (kind === 'quoted text') path.setAttribute('stroke-width', '3');
  svg.append(path);
  button.append(svg);
  place.append(button);
  // The caret stays in the text while somebody looks with the mouse.
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', () => {
    const { state, dispatch } = view();
    const part = partsOf(state).find((other) => other.kind === kind);
    dispatch(foldTransaction(state, { kinds: [kind], state: part?.state === 'folded' ? 'shown' : 'folded' }));
  });
  labelFoldButton(place, kind, false);
  return place;
}

export function labelFoldButton(place: HTMLElement, kind: PartKind, shown: boolean) {
  const button = place.firstElementChild;
  if (button?.getAttribute('aria-expanded') === String(shown)) return;
  button?.setAttribute('aria-label', `Show ${kind}`);
  button?.setAttribute('title', `${shown ? 'Hide' : 'Show'} ${kind}`);
  button?.setAttribute('aria-expanded', String(shown));
}
