import { Extension } from '@tiptap/core';
import {
  DOMParser,
  Fragment,
  type ParseOptions,
  type Node as ProseMirrorNode,
  Slice,
} from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { another } from '../commands/another.ts';
import { deleteSelected, spansCells } from '../commands/cells.ts';
import { lookAt } from '../commands/inline-marks.ts';

/**
 * Reads what the browser did to the page while someone typed. Line feeds count (in a <pre> they are lines), and inline styles
 * say nothing: they belong to elements that are marks already.
 */
class TypingParser extends DOMParser {
  override parse(dom: Node, options: ParseOptions = {}): ProseMirrorNode {
    return super.parse(dom, { ...options, preserveWhitespace: 'full' });
  }
}

export const Typing = Extension.create({
  name: 'typing',
  addProseMirrorPlugins() {
    const { schema } = this.editor;
    const { rules } = DOMParser.fromSchema(schema);
    return [
      new Plugin({
        props: {
          handleTextInput(view, _from, _to, text) {
            if (!spansCells(view.state.selection)) return false;
            view.dispatch(deleteSelected(view.state.tr).insertText(text).scrollIntoView());
            return true;
          },
          domParser: new TypingParser(schema, rules),
          // A line of plain text becomes a line like the one it is pasted into; an empty one stays empty.
          clipboardTextParser(text, $context, _plain, view) {
            const { parent } = $context;
            const look = lookAt(view.state);
            const type = schema.nodes.textBlock;
            if (!type) return Slice.empty;
            if (parent.type === type && parent.attrs.tag === 'pre') {
              const lines = schema.text(text.replace(/\r\n?/g, '\n'), look);
              return new Slice(Fragment.from(type.create(another(parent), lines)), 1, 1);
            }
            const attrs =
              parent.type === type && parent.attrs.tag !== null ? another(parent) : { tag: 'div' };
            const lines = text
              .split(/\r\n?|\n/)
              .map((line) => type.create(attrs, line ? schema.text(line, look) : undefined));
            return new Slice(Fragment.from(lines), 1, 1);
          },
        },
      }),
    ];
  },
});
