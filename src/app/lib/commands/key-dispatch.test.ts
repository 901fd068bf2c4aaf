// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CommandId } from './command-table.ts';
import { createKeyDispatch } from './key-dispatch.ts';
import { letterKeys } from './letter-keys.ts';
import { commandOffers } from './offers.ts';

const ran: string[] = [];
const clean: (() => void)[] = [];

function offer(id: CommandId, as: string = id, within: Element | null = null): void {
  const order = commandOffers.nextOrder();
  clean.push(commandOffers.add({ id, order, run: () => ran.push(as), within: () => within }));
}

interface Held {
  code?: string;
  altGraph?: boolean;
  at?: number;
  on?: Element;
}

function press(key: string, { altGraph, at, on, ...init }: KeyboardEventInit & Held = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', {
    key,
    bubbles: true,
    cancelable: true,
    modifierAltGraph: altGraph ?? false,
    ...init,
  });
  if (at !== undefined) Object.defineProperty(event, 'timeStamp', { value: at });
  (on ?? document.body).dispatchEvent(event);
  return event;
}

const page = (html: string) => {
  document.body.innerHTML = html;
  const element = document.body.firstElementChild;
  if (element === null) throw new Error('nothing on the page');
  return element;
};

beforeEach(() => {
  ran.length = 0;
  document.body.innerHTML = '';
  const dispatch = createKeyDispatch(
    () => ran.push('left the field'),
    () => {},
  );
  document.addEventListener('keydown', dispatch);
  clean.push(() => document.removeEventListener('keydown', dispatch));
  letterKeys.belongTo('somebody');
});

afterEach(() => {
  letterKeys.set(true);
  for (const end of clean.splice(0)) end();
});

test('a letter runs its command and nothing else', () => {
  offer('next-row');
  offer('select-down');
  expect(press('j').defaultPrevented).toBe(true);
  expect(ran).toEqual(['next-row']);
  press('J', { shiftKey: true });
  expect(ran).toEqual(['next-row', 'select-down']);
});

test('Caps Lock does not turn a letter into another command', () => {
  offer('next-row');
  offer('select-down');
  press('J');
  expect(ran).toEqual(['next-row']);
});

test('a command that nobody offers leaves its key to the browser', () => {
  expect(press('s', { ctrlKey: true }).defaultPrevented).toBe(false);
});

test.each([
  ['US: Shift and /', '?', { shiftKey: true, code: 'Slash' }, 'show-keys'],
  ['German: Shift and ß', '?', { shiftKey: true, code: 'Minus' }, 'show-keys'],
  ['German: # without Shift', '#', { code: 'Backslash' }, 'discard'],
  ['German on Linux: AltGr and 9', ']', { altGraph: true, code: 'Digit9' }, 'approve-next'],
  ['German on Windows: AltGr is Ctrl and Alt', ']', { ctrlKey: true, altKey: true }, 'approve-next'],
  ['French: Shift and :', '/', { shiftKey: true, code: 'Period' }, 'search'],
  ['Dvorak: j where C is', 'j', { code: 'KeyC' }, 'next-row'],
  ['Russian: о where J is', 'о', { code: 'KeyJ' }, 'next-row'],
  ['Greek: Ctrl with κ', 'κ', { ctrlKey: true, code: 'KeyK' }, 'palette'],
] as const)('signs and letters are found as the layout has them: %s', (_, key, held, id) => {
  offer(id);
  press(key, held);
  expect(ran).toEqual([id]);
});

test('a German + does not approve though it lies where ] does', () => {
  offer('approve-next');
  press('+', { code: 'BracketRight' });
  press('ü', { code: 'BracketLeft' });
  press(']', { ctrlKey: true });
  expect(ran).toEqual([]);
});

test('two keys one after the other are one command, for a second and a half', () => {
  offer('go-review');
  offer('return');
  press('g', { at: 5000 });
  press('r', { at: 6400 });
  expect(ran).toEqual(['go-review']);
  press('g', { at: 10_000 });
  press('r', { at: 11_600 });
  expect(ran).toEqual(['go-review', 'return']);
});

test('after a sequence nothing of it is left', () => {
  offer('go-review');
  offer('go-approval');
  offer('return');
  press('g', { at: 5000 });
  press('a', { at: 5100 });
  press('r', { at: 5200 });
  expect(ran).toEqual(['go-approval', 'return']);
});

test('a second key that leads nowhere does nothing', () => {
  offer('go-review');
  offer('discard');
  press('g', { at: 5000 });
  press('#', { at: 5100 });
  expect(ran).toEqual([]);
  press('#', { at: 5200 });
  expect(ran).toEqual(['discard']);
});

test('Shift pressed on the way does not end a sequence', () => {
  offer('select-all');
  press('Shift', { shiftKey: true, at: 5000 });
  press('*', { shiftKey: true, at: 5010 });
  press('a', { at: 5100 });
  expect(ran).toEqual(['select-all']);
});

test.each([
  '<input>',
  '<input type="search">',
  '<textarea></textarea>',
  '<select></select>',
  '<div contenteditable="true"></div>',
])('letters typed in %s stay there', (html) => {
  const field = page(html);
  offer('next-row');
  offer('discard');
  offer('show-keys');
  offer('palette');
  offer('go-review');
  for (const key of ['j', '#', '?', 'g', 'r']) expect(press(key, { on: field }).defaultPrevented).toBe(false);
  expect(ran).toEqual([]);
  press('k', { ctrlKey: true, on: field });
  expect(ran).toEqual(['palette']);
});

test('a sequence begun outside takes no letter from a field', () => {
  offer('go-review');
  press('g', { at: 5000 });
  expect(press('r', { at: 5100, on: page('<input>') }).defaultPrevented).toBe(false);
  expect(ran).toEqual([]);
});

test('a checkbox takes no letters, so they work there', () => {
  offer('select-row');
  press('x', { on: page('<input type="checkbox">') });
  expect(ran).toEqual(['select-row']);
});

test('Escape in a field leaves the field, and only outside the conversation', () => {
  offer('back');
  press('Escape', { on: page('<textarea></textarea>') });
  expect(ran).toEqual(['left the field']);
  press('Escape');
  expect(ran).toEqual(['left the field', 'back']);
});

test('what an input method composes is not a command', () => {
  offer('palette');
  offer('next-row');
  press('j', { isComposing: true });
  press('k', { ctrlKey: true, keyCode: 229 });
  expect(ran).toEqual([]);
});

test('a key that something else has used is used', () => {
  const button = page('<button>Menu</button>');
  button.addEventListener('keydown', (event) => event.preventDefault());
  offer('back');
  press('Escape', { on: button });
  expect(ran).toEqual([]);
});

test('Enter on a button or link is theirs', () => {
  offer('open-row');
  press('Enter', { on: page('<a href="/somewhere">Somewhere</a>') });
  expect(ran).toEqual([]);
  press('Enter');
  expect(ran).toEqual(['open-row']);
});

test('an open dialog has only its own commands', () => {
  const dialog = page('<div role="dialog" data-open><p id="own"></p></div>');
  offer('next-row', 'of the page');
  press('j', { on: dialog });
  press('j');
  expect(ran).toEqual([]);
  offer('next-row', 'of the dialog', dialog.querySelector('#own'));
  press('j', { on: dialog });
  expect(ran).toEqual(['of the dialog']);
});

test('Escape in a dialog is the dialog’s', () => {
  const dialog = page('<div role="dialog" data-open><input></div>');
  offer('back');
  const event = press('Escape', { on: dialog.querySelector('input') ?? dialog });
  expect(ran).toEqual([]);
  expect(event.defaultPrevented).toBe(false);
});

test('of two that offer a command the inner one is asked, however they were mounted', () => {
  const [outer, inner] = [commandOffers.nextOrder(), commandOffers.nextOrder()];
  for (const [order, as] of [
    [inner, 'inner'],
    [outer, 'outer'],
  ] as const)
    clean.push(commandOffers.add({ id: 'finish', order, run: () => ran.push(as), within: () => null }));
  press('Enter', { ctrlKey: true });
  expect(ran).toEqual(['inner']);
});

test('the part that has the focus is asked before the one that comes first, and that before all others', () => {
  const [part, field] = [document.createElement('div'), document.createElement('button')];
  part.append(field);
  document.body.append(part);
  const add = (as: string, more: { within?: Element; first?: boolean }) =>
    clean.push(
      commandOffers.add({
        id: 'finish',
        order: commandOffers.nextOrder(),
        run: () => ran.push(as),
        within: () => more.within ?? null,
        first: more.first ?? false,
      }),
    );
  add('first', { first: true });
  add('part', { within: part });
  press('Enter', { ctrlKey: true });
  field.focus();
  press('Enter', { ctrlKey: true });
  part.remove();
  expect(ran).toEqual(['first', 'part']);
});

test('held down, only moving goes on', () => {
  offer('next-row');
  offer('save');
  press('j');
  press('j', { repeat: true });
  press('s', { ctrlKey: true });
  expect(press('s', { ctrlKey: true, repeat: true }).defaultPrevented).toBe(true);
  expect(ran).toEqual(['next-row', 'next-row', 'save']);
});

test('turned off, single characters do nothing, and command keys and Escape still work', () => {
  letterKeys.set(false);
  for (const id of [
    'next-row',
    'go-review',
    'discard',
    'select-down',
    'show-keys',
    'back',
    'palette',
  ] as const)
    offer(id);
  press('j');
  press('g', { at: 5000 });
  press('r', { at: 5100 });
  press('#');
  press('J', { shiftKey: true });
  press('?', { shiftKey: true });
  expect(ran).toEqual([]);
  press('Escape');
  press('k', { ctrlKey: true });
  expect(ran).toEqual(['back', 'palette']);
});

test('each person has their own choice, which lasts', () => {
  letterKeys.set(false);
  letterKeys.belongTo('somebody else');
  expect(letterKeys.on()).toBe(true);
  letterKeys.belongTo('somebody');
  expect(letterKeys.on()).toBe(false);
});
