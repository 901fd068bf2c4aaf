import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { imagesShown, onImagesShown } from './remote-images.ts';
import { showVerbatim } from './show-verbatim.ts';

/** A part that is kept as it is; its pictures follow the person's choice like those of the editor. */
export class VerbatimView implements NodeView {
  readonly dom: HTMLElement;
  readonly #stop: () => void;

  constructor(node: ProseMirrorNode, view: EditorView, place: 'block' | 'inline') {
    const show = () => showVerbatim(node.attrs.html, place, imagesShown(view));
    this.dom = show();
    this.#stop = onImagesShown(view, () => this.dom.replaceChildren(...show().childNodes));
  }

  ignoreMutation() {
    return true;
  }

  destroy() {
    this.#stop();
  }
}
