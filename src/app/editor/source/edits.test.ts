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
import { applied, positionOf, schema } from './edit-for-tests.ts';
import { markupOf } from './markup.ts';
import { parseHtml } from './parse-html.ts';
import { isUnchanged, serialise, writeBody } from './serialise.ts';
import { firstLost, untouched } from './untouched-for-tests.ts';
import { endsBlank, startsBlank } from './white-space.ts';

const folder = path.join(import.meta.dirname, '../fixtures');
const corpus = path.join(import.meta.dirname, '../../../../../shared/corpus/html');
const own = readdirSync(folder);
const real = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))
  : [];
/** Bodies by their names, read when a run of a property first picks them. */
const bodies =
  real.length > 0 ? fc.oneof(fc.constantFrom(...own), fc.constantFrom(...real)) : fc.constantFrom(...own);
const read = new Map<string, string>();
function htmlOf(name: string): string {
  const html =
    read.get(name) ??
    (own.includes(name)
      ? inertBody(readFileSync(path.join(folder, name), 'utf8')).innerHTML
      : mailSanitiser.sanitise(readFileSync(path.join(corpus, name), 'utf8'), 'draft').html);
  read.set(name, html);
  return html;
}
const open = (name: string) => parseHtml(htmlOf(name), schema);

const typeText: Command = (state, dispatch) => {
  dispatch?.(state.tr.insertText('\u2603 x'));
  return true;
};
const commands: Record<string, Command> = {
  typeText,
  deleteSelection,
  splitLine,
  splitItem,
  joinBackward: joiningLists(joinTextblockBackward),
  joinForward: joiningLists(joinTextblockForward),
  liftItem,
  liftItemAtStart,
  sinkItem,
  bold: toggleEmphasis('bold'),
  underline: toggleEmphasis('underline'),
  clearFormatting,
  link: setLink('https://example.test/'),
  bullets: toggleList('ul'),
  numbers: toggleList('ol'),
  toggleQuote,
  addRow: addRow('below'),
  addColumn: addColumn('right'),
  deleteRow,
  deleteColumn,
  rightToLeft: setDirection('rtl'),
  toggleRightToLeft,
};

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const edit = fc.record({
  command: fc.constantFrom(...Object.keys(commands)),
  from: share,
  length: fc.nat(12),
});

interface Edit {
  command: string;
  from: number;
  length: number;
}

/** Does the command at a share of the document's length. */
function perform(state: EditorState, { command, from, length }: Edit): EditorState {
  const { size } = state.doc.content;
  const at = Math.floor(from * size);
  const to = Math.min(size, at + length);
  const selection = TextSelection.between(state.doc.resolve(at), state.doc.resolve(to));
  const selected = state.apply(state.tr.setSelection(selection));
  const edited = applied(selected, commands[command] ?? typeText) ?? selected;
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

const cells =
  '<table width="9">\n<tbody><tr class="a">\n<td>one <b>bold</b></td><!-- x --><td align="right">two</td></tr></tbody></table>';

describe('what an edit left alone', () => {
  it.each([
    [
      'all but the words that changed',
      'one',
      'typeText',
      [
        '<table width="9">\n<tbody><tr class="a">\n<td>',
        '<b>bold</b></td><!-- x --><td align="right">two</td></tr></tbody></table>',
      ],
    ],
    [
      'the elements that are still around the words',
      'bold',
      'typeText',
      [
        '<table width="9">\n<tbody><tr class="a">\n<td>one <b>',
        '</b></td><!-- x --><td align="right">two</td></tr></tbody></table>',
      ],
    ],
    [
      'each row beside a new one',
      'one',
      'addRow',
      [
        '<table width="9">\n<tbody><tr class="a">\n<td>one <b>bold</b></td><!-- x --><td align="right">two</td></tr>',
        '</tbody></table>',
      ],
    ],
    [
      'each cell beside a new one',
      'one',
      'addColumn',
      [
        '<table width="9">\n<tbody><tr class="a">\n<td>one <b>bold</b></td>',
        '<!-- x --><td align="right">two</td></tr></tbody></table>',
      ],
    ],
    [
      'a line that came to stand in a list',
      'two',
      'bullets',
      [
        '<table width="9">\n<tbody><tr class="a">\n<td>one <b>bold</b></td><!-- x --><td align="right">',
        'two',
        '</td></tr></tbody></table>',
      ],
    ],
  ])('is %s', (_, word, command, runs) => {
    const body = parseHtml(cells, schema);
    const state = EditorState.create({ doc: body.doc });
    const at = positionOf(state.doc, word);
    const selection = TextSelection.create(state.doc, at, at + word.length);
    const edited = applied(state.apply(state.tr.setSelection(selection)), commands[command] ?? typeText);
    expect(untouched(body, edited?.doc ?? body.doc)).toEqual(runs);
  });

  it.each([
    ['at its start', '<p class="a">', 'b</p>c'],
    ['in it', '<p>', '<p>a</p>'],
    ['in its order', '<p>a</p>', '<p>', 'b', 'a', '</p>'],
    ['at its end', '<p>', 'c'],
    ['as often as it was', '<p>a', 'a</p>'],
  ])('is missed %s', (_, ...runs) => {
    expect(firstLost('<p>ab</p>', runs)).not.toBe(null);
    expect(firstLost('<p>ab</p>', ['<p>a', '</p>'])).toBe(null);
  });
});

describe('editing anywhere in any body', () => {
  it('comes back to the same bytes when all is undone and is not called changed, and to what it was when that is redone', () => {
    fc.assert(
      fc.property(bodies, fc.array(edit, { minLength: 1, maxLength: 5 }), (name, edits) => {
        const body = open(name);
        const opened = EditorState.create({ doc: body.doc, plugins: [history()] });
        let state = edits.reduce((at, one) => perform(at, one), opened);
        const edited = serialise(body, state.doc);
        for (let before = applied(state, undo); before; before = applied(state, undo)) state = before;
        expect(isUnchanged(body, state.doc)).toBe(true);
        expect(writeBody(body, state.doc)).toBe(body.html);
        for (let after = applied(state, redo); after; after = applied(state, redo)) state = after;
        expect(serialise(body, state.doc)).toBe(edited);
      }),
      { numRuns: 100 },
    );
  });

  it('changes no other text, element or attribute by a letter that is typed', () => {
    fc.assert(
      fc.property(bodies, share, share, (name, which, where) => {
        const body = open(name);
        const texts: { node: ProseMirrorNode; position: number }[] = [];
        body.doc.descendants((node, position) => {
          if (node.isText) texts.push({ node, position });
        });
        const text = texts[Math.floor(which * texts.length)];
        fc.pre(text !== undefined);
        const at = text.position + Math.floor(where * (text.node.nodeSize + 1));
        // A space at the start of the next text that did not show, behind one that does, must not begin to: it goes.
        const { nodeBefore, nodeAfter } = body.doc.resolve(at);
        const written = nodeAfter ? body.sources.textOf(nodeAfter) : undefined;
        const isHidden = startsBlank(written ?? '') && !startsBlank(nodeAfter?.text ?? '');
        fc.pre(!isHidden || nodeBefore !== text.node || !endsBlank(text.node.text ?? ''));
        const { doc } = EditorState.create({ doc: body.doc }).tr.insert(
          at,
          schema.text(letter, text.node.marks),
        );
        const saved = inertBody(serialise(body, doc));
        const path = pathOfLetter(saved);
        const loaded = inertBody(body.html);
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

  it('leaves the source of all that it does not touch, at any depth', () => {
    fc.assert(
      fc.property(bodies, fc.array(edit, { minLength: 1, maxLength: 3 }), (name, edits) => {
        const body = open(name);
        const opened = EditorState.create({ doc: body.doc });
        const tried = edits.reduce((state, one) => perform(state, one), opened).doc;
        // Where the commands have nothing to do, something is typed.
        const typed = edits.slice(0, 1).map((one) => ({ ...one, command: 'typeText' }));
        const doc = tried.eq(body.doc)
          ? typed.reduce((state, one) => perform(state, one), opened).doc
          : tried;
        expect(firstLost(serialise(body, doc), untouched(body, doc))).toBe(null);
      }),
      { numRuns: 150 },
    );
  });

  it('saves what any HTML parser reads back as the same words', () => {
    const words = (text: string) => text.replace(/[\s\u00a0]+/g, '');
    fc.assert(
      fc.property(bodies, fc.array(edit, { minLength: 1, maxLength: 5 }), (name, edits) => {
        const body = open(name);
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
