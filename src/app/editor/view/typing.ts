import { Extension } from '@tiptap/core';
import {
  DOMParser,
  Fragment,
  type ParseOptions,
  type Node as ProseMirrorNode,
  Slice,
} from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { another } from '../commands/blocks.ts';

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
    const pasting = DOMParser.fromSchema(schema);
    const typing = new TypingParser(
      schema,
      pasting.rules.filter((rule) => rule.tag !== undefined),
    );
    return [
      new Plugin({
        props: {
          domParser: typing,
          clipboardParser: pasting,
          // A line of plain text becomes a line like the one it is pasted into; an empty one stays empty.
          clipboardTextParser(text, $context) {
            const { parent } = $context;
            const type = schema.nodes.textBlock;
            if (!type) return Slice.empty;
            const attrs =
              parent.type === type && parent.attrs.tag !== null ? another(parent) : { tag: 'div' };
            const lines = text
              .split(/\r\n?|\n/)
              .map((line) => type.create(attrs, line ? schema.text(line) : undefined));
            return new Slice(Fragment.from(lines), 1, 1);
          },
        },
      }),
    ];
  },
});
