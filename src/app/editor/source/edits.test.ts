// @vitest-environment jsdom
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { joinTextblockBackward, joinTextblockForward } from '@tiptap/pm/commands';
import { history, redo, undo } from '@tiptap/pm/history';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { type Command, EditorState, TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inertBody } from '../../lib/inert-html.ts';
import { mailSanitiser } from '../../lib/mail-sanitiser.ts';
import { splitLine } from '../commands/blocks.ts';
import { deleteSelection } from '../commands/cells.ts';
import { setDirection, toggleRightToLeft } from '../commands/direction.ts';
import { clearFormatting, toggleEmphasis } from '../commands/inline-marks.ts';
import { liftItem } from '../commands/lift-items.ts';
import { setLink } from '../commands/links.ts';
import { joiningLists, liftItemAtStart, sinkItem, splitItem, toggleList } from '../commands/lists.ts';
import { toggleQuote } from '../commands/quotes.ts';
import { addColumn, addRow, deleteColumn, deleteRow } from '../commands/tables.ts';
import { applied, schema } from './edit-for-tests.ts';
import { markupOf } from './markup.ts';
import { parseHtml } from './parse-html.ts';
import { isUnchanged, serialise, writeBody } from './serialise.ts';

const folder = path.join(import.meta.dirname, '../fixtures');
const own = readdirSync(folder).map(
  (file) => inertBody(readFileSync(path.join(folder, file), 'utf8')).innerHTML,
);
const corpus = path.join(import.meta.dirname, '../../../../../shared/corpus/html');
/** Real messages, read when a run of a property picks them. Long ones cost more than they tell. */
const real = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))
  : [];
const realBodies = fc.constantFrom(...(real.length > 0 ? real : [''])).map((file) => {
  if (file === '') return own[0] ?? '';
  return mailSanitiser.sanitise(readFileSync(path.join(corpus, file), 'utf8').slice(0, 12_000), 'draft').html;
});
const bodies = fc.oneof(fc.constantFrom(...own), realBodies);

const typeText: Command = (state, dispatch) => {
  dispatch?.(state.tr.insertText('\u2603 x'));
  return true;
};
const commands: Command[] = [
  typeText,
  deleteSelection,
  splitLine,
  splitItem,
  joiningLists(joinTextblockBackward),
  joiningLists(joinTextblockForward),
  liftItem,
  liftItemAtStart,
  sinkItem,
  toggleEmphasis('bold'),
  toggleEmphasis('underline'),
  clearFormatting,
  setLink('https://example.test/'),
  toggleList('ul'),
  toggleList('ol'),
  toggleQuote,
  addRow('below'),
  addColumn('right'),
  deleteRow,
  deleteColumn,
  setDirection('rtl'),
  toggleRightToLeft,
];

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const edit = fc.record({
  command: fc.constantFrom(...commands),
  from: share,
  length: fc.nat(12),
});

interface Edit {
  command: Command;
  from: number;
  length: number;
}

/** Does the command at a share of the document's length, and within `limit` of it. */
function perform(
  state: EditorState,
  { command, from, length }: Edit,
  limit = state.doc.content.size,
): EditorState {
  const at = Math.min(limit, Math.floor(from * state.doc.content.size));
  const to = Math.min(limit, at + length);
  const selection = TextSelection.between(state.doc.resolve(at), state.doc.resolve(to));
  const selected = state.apply(state.tr.setSelection(selection));
  const edited = applied(selected, command) ?? selected;
  edited.doc.check();
  return edited;
}

const letter = '\u2603';

/** Which child of which child the one text with the letter is. */
function pathOfLetter(root: Node): number[] {
  const holders = [...root.childNodes].flatMap((child, index) =>
    child.textContent?.includes(letter) ? [{ child, index }] : [],
  );
  expect(holders.length).toBe(root.nodeType === Node.TEXT_NODE ? 0 : 1);
  return holders.flatMap(({ child, index }) => [index, ...pathOfLetter(child)]);
}
const nodeAt = (root: Node, path: readonly number[]) =>
  path.reduce<Node | undefined>((node, index) => node?.childNodes[index], root);
/** Words as a browser shows them, but for the letter. */
const shown = (text: Node | undefined) => text?.nodeValue?.replace(letter, '').replace(/\s+/g, ' ').trim();

describe('editing anywhere in any body', () => {
  it('comes back to the same bytes when all is undone and is not called changed, and to what it was when that is redone', () => {
    fc.assert(
      fc.property(bodies, fc.array(edit, { minLength: 1, maxLength: 5 }), (html, edits) => {
        const body = parseHtml(html, schema);
        const opened = EditorState.create({ doc: body.doc, plugins: [history()] });
        let state = edits.reduce((at, one) => perform(at, one), opened);
        const edited = serialise(body, state.doc);
        for (let before = applied(state, undo); before; before = applied(state, undo)) state = before;
        expect(isUnchanged(body, state.doc)).toBe(true);
        expect(writeBody(body, state.doc)).toBe(html);
        for (let after = applied(state, redo); after; after = applied(state, redo)) state = after;
        expect(serialise(body, state.doc)).toBe(edited);
      }),
      { numRuns: 150 },
    );
  });

  it('changes no other text, element or attribute by a letter that is typed', () => {
    fc.assert(
      fc.property(bodies, share, share, (html, which, where) => {
        const body = parseHtml(html, schema);
        const texts: { node: ProseMirrorNode; position: number }[] = [];
        body.doc.descendants((node, position) => {
          if (node.isText) texts.push({ node, position });
        });
        const text = texts[Math.floor(which * texts.length)];
        fc.pre(text !== undefined);
        const at = text.position + Math.floor(where * (text.node.nodeSize + 1));
        const { doc } = EditorState.create({ doc: body.doc }).tr.insert(
          at,
          schema.text(letter, text.node.marks),
        );
        const saved = inertBody(serialise(body, doc));
        const path = pathOfLetter(saved);
        const loaded = inertBody(html);
        const typed = nodeAt(saved, path);
        const before = nodeAt(loaded, path);
        expect([before?.nodeType, shown(typed)]).toEqual([Node.TEXT_NODE, shown(before)]);
        if (typed) typed.nodeValue = letter;
        if (before) before.nodeValue = letter;
        expect(saved.innerHTML).toBe(loaded.innerHTML);
      }),
      { numRuns: 100 },
    );
  });

  it('leaves every byte of the blocks beside the one that is edited', () => {
    fc.assert(
      fc.property(bodies, fc.constantFrom(...own), edit, (html, more, one) => {
        const body = parseHtml(html + more, schema);
        const { doc } = body;
        const index = doc.resolve(Math.floor(one.from * doc.content.size)).index();
        const blocks = doc.content.content;
        const ends = blocks.slice(0, index + 1).reduce((end, { nodeSize }) => end + nodeSize, 0);
        const tried = perform(EditorState.create({ doc }), one, ends - 1).doc;
        // Where the command has nothing to do, something is typed.
        const typed = { ...one, command: typeText };
        const edited = tried === doc ? perform(EditorState.create({ doc }), typed, ends - 1).doc : tried;
        const after = blocks.length - index - 1;
        // A list that was made may have joined the one beside it: then that was edited as well.
        const isInside =
          blocks.slice(0, index).every((block, n) => edited.maybeChild(n) === block) &&
          blocks
            .slice(index + 1)
            .every((block, n) => edited.maybeChild(edited.childCount - after + n) === block);
        fc.pre(isInside && edited.childCount >= blocks.length - 1);
        const sourceOf = (block: ProseMirrorNode) => {
          const source = body.sources.of(block);
          if (!source) throw new Error(`A ${block.type.name} has no source`);
          return markupOf(source.before) + markupOf(source.content);
        };
        const head = body.bodyTag + blocks.slice(0, index).map(sourceOf).join('');
        const tail =
          blocks
            .slice(index + 1)
            .map(sourceOf)
            .join('') + markupOf(body.tail);
        const saved = serialise(body, edited);
        for (const written of [body.html, saved]) {
          expect(written.slice(0, head.length)).toBe(head);
          expect(written.slice(written.length - tail.length)).toBe(tail);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('saves what any HTML parser reads back as the same words', () => {
    const words = (text: string) => text.replace(/[\s\u00a0]+/g, '');
    fc.assert(
      fc.property(bodies, fc.array(edit, { minLength: 1, maxLength: 5 }), (html, edits) => {
        const body = parseHtml(html, schema);
        const state = edits.reduce((at, one) => perform(at, one), EditorState.create({ doc: body.doc }));
        const saved = serialise(body, state.doc);
        const again = parseHtml(saved, schema);
        expect(words(again.doc.textContent)).toBe(words(state.doc.textContent));
        const once = markupOf([...inertBody(saved).childNodes]);
        expect(markupOf([...inertBody(once).childNodes])).toBe(once);
      }),
      { numRuns: 150 },
    );
  });
});
