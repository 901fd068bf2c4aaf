import { Node } from '@tiptap/core';
import { showVerbatim } from '../view/show-verbatim.ts';
import { VerbatimView } from '../view/verbatim-view.ts';
import { verbatimAttributes } from './element-node.ts';

/** A block kept as it is: what the schema has no node for. Visible, selectable, movable, deletable, never entered. */
export const Opaque = Node.create({
  name: 'opaque',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: verbatimAttributes,
  parseHTML: () => [{ tag: 'hr', attrs: { html: '<hr>' } }],
  renderHTML: ({ node }) => showVerbatim(node.attrs.html, 'block'),
  addNodeView:
    () =>
    ({ node, view }) =>
      new VerbatimView(node, view, 'block'),
});

/** What stands in a table beside its rows and cells: column groups, style sheets. */
export const TablePart = Node.create({
  name: 'tablePart',
  atom: true,
  selectable: false,
  addAttributes: verbatimAttributes,
  renderHTML: ({ node }) => showVerbatim(node.attrs.html, 'table'),
});

/** An inline element kept as it is: void, empty, foreign, a form control. */
export const InlineOpaque = Node.create({
  name: 'inlineOpaque',
  group: 'inline',
  inline: true,
  atom: true,
  draggable: true,
  addAttributes: verbatimAttributes,
  renderHTML: ({ node }) => showVerbatim(node.attrs.html, 'inline'),
  addNodeView:
    () =>
    ({ node, view }) =>
      new VerbatimView(node, view, 'inline'),
});
