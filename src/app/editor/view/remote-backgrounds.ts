import { Extension } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { attributeOf } from '../schema/attributes.ts';
import { elementOf } from '../schema/element-node.ts';
import { shownStyle } from '../schema/shown-style.ts';
import { imagesShown, onImagesShown } from './remote-images.ts';

/** A part of the message itself (`cid:`) is nothing that a browser can fetch. */
const WITHIN = /\bcid:/i;
const REMOTE = /^\s*(?:https?:)?\/\//i;

const key = new PluginKey<DecorationSet>('remoteBackgrounds');

/** Backgrounds and other pictures of the look of blocks: as everywhere in the editor, not before somebody asks for them. */
export const RemoteBackgrounds = Extension.create({
  name: 'remoteBackgrounds',
  addProseMirrorPlugins: () => [
    new Plugin({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply: (tr, shown) => tr.getMeta(key) ?? shown.map(tr.mapping, tr.doc),
      },
      props: { decorations: (state) => key.getState(state) },
      view: (view) => ({
        destroy: onImagesShown(view, () => {
          const { tr, doc } = view.state;
          const shown = imagesShown(view) ? backgroundsOf(doc) : DecorationSet.empty;
          view.dispatch(tr.setMeta(key, shown).setMeta('addToHistory', false));
        }),
      }),
    }),
  ],
});

function backgroundsOf(doc: ProseMirrorNode): DecorationSet {
  const decorations: Decoration[] = [];
  doc.descendants((node, position) => {
    const { attributes } = elementOf(node);
    if (node.isInline || !attributes) return;
    const written = attributeOf(attributes, 'style') ?? '';
    const style = shownStyle(written, { images: true });
    const background = attributeOf(attributes, 'background');
    const held = {
      ...(shownStyle(written) === style || WITHIN.test(style) ? {} : { style }),
      ...(background !== undefined && REMOTE.test(background) ? { background } : {}),
    };
    if (Object.keys(held).length > 0)
      decorations.push(Decoration.node(position, position + node.nodeSize, held));
  });
  return DecorationSet.create(doc, decorations);
}
