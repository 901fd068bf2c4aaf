// @vitest-environment jsdom
import { type Command, EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { applied, editAt, positionOf, schema } from '../source/edit-for-tests.ts';
import { parseHtml } from '../source/parse-html.ts';
import { serialise } from '../source/serialise.ts';
import { liftItem } from './lift-items.ts';
import { liftItemAtStart, sinkItem, splitItem, toggleList } from './lists.ts';

const bullets = toggleList('ul');
const item = (text: string) => `<li><p>${text}</p></li>`;
const holding = (text: string, list: string) => `<li><p>${text}</p>${list}</li>`;
const ul = (...inside: string[]) => `<ul>${inside.join('')}</ul>`;
const lines = (...texts: string[]) => texts.map((text) => `<p>${text}</p>`).join('');
const [a, b, c, d] = [item('a'), item('b'), item('c'), item('d')];
/** A list in a list, as Gmail and Outlook write it, and as the standard has it. */
const theirs = ul(a, ul(b), c);
const standard = ul(holding('a', ul(b)), c);

/** What is saved after some commands, the first with the caret in a text, each other where the one before left it. */
function saved(html: string, text: string, ...commands: Command[]): string {
  const body = parseHtml(html, schema);
  const selection = TextSelection.create(body.doc, positionOf(body.doc, text) + text.length);
  const opened = EditorState.create({ doc: body.doc, selection });
  const state = commands.reduce((before, command) => applied(before, command) ?? before, opened);
  state.doc.check();
  return serialise(body, state.doc);
}

describe('a list in a list, without an item around it', () => {
  it.each([
    ['Shift-Tab takes an item out of the inner one', theirs, 'b', liftItem, ul(a, b, c)],
    ['so does the button', theirs, 'b', bullets, ul(a, b, c)],
    ['and leaves what stands around it', ul(a, ul(b, c, d)), 'c', liftItem, ul(a, ul(b), c, ul(d))],
    ['Tab takes an item to the end of the one above', theirs, 'c', sinkItem, ul(a, ul(b, c))],
    ['which goes on with the one below', ul(a, ul(b), c, ul(d)), 'c', sinkItem, ul(a, ul(b, c, d))],
    ['Shift-Tab takes an item out of the outer one', theirs, 'c', liftItem, ul(a, ul(b)) + lines('c')],
    ['one that begins with a list can be left', ul(ul(a), b), 'b', liftItem, ul(ul(a)) + lines('b')],
    ['from inside as well', ul(ul(a), b), 'a', liftItem, ul(a, b)],
    ['in an item as well', ul(holding('a', ul(ul(b), c))), 'c', liftItem, ul(holding('a', ul(ul(b))), c)],
    ['where items can go in', ul(ul(a), b, c), 'c', sinkItem, ul(ul(a), holding('b', ul(c)))],
    ['and go on', ul(ul(a), holding('b', ul(c)), d), 'd', sinkItem, ul(ul(a), holding('b', ul(c, d)))],
    ['and a third level', ul(a, ul(b, ul(c))), 'c', liftItem, ul(a, ul(b, c))],
  ] as const)('%s', (_, html, text, command, expected) => {
    expect(saved(html, text, command)).toBe(expected);
  });

  it('Enter on an empty item goes one level out, and then out of the list', () => {
    const empty = '<li><p><br></p></li>';
    expect(saved(theirs, 'b', splitItem, splitItem)).toBe(ul(a, ul(b), empty, c));
    expect(saved(theirs, 'b', splitItem, splitItem, splitItem)).toBe(`${ul(a, ul(b))}<p><br></p>${ul(c)}`);
  });

  it('Backspace at the start of an item goes one level out', () => {
    const atStart: Command = (state, dispatch) => {
      const { $from } = state.selection;
      dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, $from.start())));
      return true;
    };
    expect(saved(theirs, 'b', atStart, liftItemAtStart)).toBe(ul(a, b, c));
  });

  it('the button takes all that is selected out of both', () => {
    expect(editAt(theirs, 'a', 'c', bullets)).toBe(lines('a', 'b', 'c'));
    expect(editAt(theirs, 'a', 'b', bullets)).toBe(lines('a', 'b') + ul(c));
    expect(editAt(ul(ul(a), b, ul(c)), 'a', 'c', bullets)).toBe(lines('a', 'b', 'c'));
    expect(editAt(standard, 'a', 'c', bullets)).toBe(lines('a', 'b', 'c'));
    expect(editAt(ul(d, a, ul(b, c)), 'b', 'c', bullets)).toBe(ul(d, a, b, c));
  });

  it('Shift-Tab takes all that is selected one level out', () => {
    expect(editAt(theirs, 'a', 'c', liftItem)).toBe(lines('a') + ul(b) + lines('c'));
    expect(editAt(ul(d, a, ul(b, c)), 'b', 'c', liftItem)).toBe(ul(d, a, b, c));
  });
});
