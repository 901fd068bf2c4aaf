// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getSchema } from '@tiptap/core';
import { deleteSelection } from '@tiptap/pm/commands';
import { type Node as ProseMirrorNode, Slice } from '@tiptap/pm/model';
import { EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inertBody } from '../../lib/inert-html.ts';
import { mailSanitiser } from '../../lib/mail-sanitiser.ts';
import { bodyExtensions } from '../schema/body-extensions.ts';
import { markupOf } from '../source/markup.ts';
import { parseHtml } from '../source/parse-html.ts';
import { serialise } from '../source/serialise.ts';
import { insertSlice } from './insert-slice.ts';
import { markCopy, ownCopy } from './own-copy.ts';
import { portableSlice } from './portable-slice.ts';

const schema = getSchema(bodyExtensions);
const folder = path.join(import.meta.dirname, '../fixtures');
const bodies = readdirSync(folder).map(
  (file) => inertBody(readFileSync(path.join(folder, file), 'utf8')).innerHTML,
);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const words = (text: string) => text.replace(/[\s\u00a0]+/g, '');

/** A body with everything between two shares of its length selected. */
function selected(html: string, from: number, to: number) {
  const body = parseHtml(html, schema);
  const at = (part: number) => body.doc.resolve(Math.floor(part * body.doc.content.size));
  const state = EditorState.create({ doc: body.doc });
  const selection = TextSelection.between(at(Math.min(from, to)), at(Math.max(from, to)));
  return { body, state: state.apply(state.tr.setSelection(selection)) };
}

/** Null where the next thing is selected whole after cutting: pasting takes its place. */
function cutAndPaste(state: EditorState): { doc: ProseMirrorNode; caret: number } | null {
  const slice = portableSlice(state.selection.content(), schema);
  let cut = state;
  deleteSelection(state, (tr) => {
    cut = state.apply(tr);
  });
  if (cut.selection instanceof NodeSelection) return null;
  const { doc } = cut.apply(insertSlice(cut.tr, slice));
  doc.check();
  return { doc, caret: cut.selection.from };
}

const opened = bodies.map((html) => {
  const body = parseHtml(html, schema);
  const lines: number[] = [];
  body.doc.forEach((node, offset) => {
    if (node.isTextblock) for (let at = 0; at <= node.content.size; at++) lines.push(offset + 1 + at);
  });
  return { html, body, lines };
});

it('what is cut from one line to another and pasted where it was leaves the same bytes', () => {
  const bodyWithLines = fc.constantFrom(...opened.filter(({ lines }) => lines.length > 1));
  fc.assert(
    fc.property(bodyWithLines, share, share, ({ html, body, lines }, from, to) => {
      const at = (part: number) => lines[Math.floor(part * (lines.length - 1))] ?? 0;
      fc.pre(at(from) !== at(to));
      const state = EditorState.create({ doc: body.doc });
      const selection = TextSelection.create(
        state.doc,
        Math.min(at(from), at(to)),
        Math.max(at(from), at(to)),
      );
      const after = cutAndPaste(state.apply(state.tr.setSelection(selection)));
      fc.pre(after !== null);
      expect(serialise(body, after?.doc ?? body.doc)).toBe(html);
    }),
    { numRuns: 300 },
  );
});

it('each table, picture and kept part of a message is the same when it is cut and pasted where it was', () => {
  let tried = 0;
  for (const { html, body } of opened) {
    body.doc.descendants((node, position, parent) => {
      if (!NodeSelection.isSelectable(node) || node.isTextblock) return;
      const state = EditorState.create({ doc: body.doc });
      const selection = NodeSelection.create(state.doc, position);
      const after = cutAndPaste(state.apply(state.tr.setSelection(selection)));
      if (!after) return;
      const saved = serialise(body, after.doc);
      // What held nothing else goes with it; and where no text is beside it, the caret goes to some further away.
      const alone = parent !== body.doc && parent?.childCount === 1;
      if (!alone && Math.abs(after.caret - position) <= 1) expect(saved).toBe(html);
      else expect(saved).toContain(markupOf(body.sources.of(node)?.content ?? []));
      tried++;
    });
  }
  expect(tried).toBeGreaterThanOrEqual(30);
});

it('whatever is copied can be pasted anywhere, in this reply and in another, with all its words', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...bodies),
      fc.constantFrom(...bodies),
      fc.tuple(share, share, share),
      (from, into, [start, end, at]) => {
        const source = selected(from, start, end);
        fc.pre(!source.state.selection.empty);
        const slice = portableSlice(source.state.selection.content(), schema);
        const html = markCopy(slice, source.body.sources);
        const target = selected(into, at, at);
        const copy = ownCopy(html, schema, target.body.sources);
        fc.pre(copy !== null);
        const { state } = target;
        const pasted = copy ?? slice;
        const { doc } = state.apply(insertSlice(state.tr, pasted));
        doc.check();
        const text = words(pasted.content.textBetween(0, pasted.content.size));
        expect(words(doc.textContent)).toContain(text);
        expect(words(doc.textContent)).toHaveLength(words(target.body.doc.textContent).length + text.length);
        const saved = serialise(target.body, doc);
        expect(words(parseHtml(saved, schema).doc.textContent)).toBe(words(doc.textContent));
      },
    ),
    { numRuns: 50 },
  );
});

it.each(bodies.map((html, index) => [index, mailSanitiser.sanitise(html).html] as const))(
  'a whole reply (%i) is the same markup on an empty line of another one',
  (_, html) => {
    const { body, state } = selected(html, 0, 1);
    const copied = markCopy(portableSlice(body.doc.slice(0, body.doc.content.size), schema), body.sources);
    const target = selected('<div><br></div>', 0, 0);
    const copy = ownCopy(copied, schema, target.body.sources);
    const { doc } = target.state.apply(insertSlice(target.state.tr, copy ?? Slice.empty));
    expect(serialise(target.body, doc).trim()).toBe(state.doc.textContent === '' ? '' : html.trim());
  },
);
