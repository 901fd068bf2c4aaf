// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest';
import { createTyping } from './typing.ts';

let typing = createTyping();
let now = 0;

beforeEach(() => {
  typing = createTyping();
  now = 5000;
  document.body.innerHTML =
    '<div contenteditable="true"></div><input><button>Preview</button><input type="checkbox">';
});

const text = 'div';
const outside = 'body';

interface Held extends KeyboardEventInit {
  /** Milliseconds since the key before. */
  after?: number;
}

/** @returns whether the key was meant for a field that is gone. */
function press(key: string, on: string, { after = 100, ...init }: Held = {}): boolean {
  now += after;
  const event = new KeyboardEvent('keydown', { key, bubbles: true, ...init });
  Object.defineProperty(event, 'timeStamp', { value: now });
  document.querySelector(on)?.dispatchEvent(event);
  return typing.goesOn(event);
}

test('what follows in one breath on a letter in a field belongs to it, wherever it arrives', () => {
  expect(press('D', text)).toBe(false);
  for (const key of 'ear [p]#gr') expect(press(key, outside)).toBe(true);
  expect(press('z', 'button')).toBe(true);
  expect(press('x', '[type="checkbox"]')).toBe(true);
});

test('each of its letters gives a second for the next', () => {
  press('D', text);
  expect(press('e', outside, { after: 900 })).toBe(true);
  expect(press('a', outside, { after: 900 })).toBe(true);
  expect(press('r', outside, { after: 1100 })).toBe(false);
  expect(press('r', outside)).toBe(false);
});

test('letters are commands where nobody typed before', () => {
  expect(press('j', outside)).toBe(false);
  expect(press('j', outside)).toBe(false);
});

test.each([
  ['Escape', {}],
  ['Tab', {}],
  ['Tab', { shiftKey: true }],
  ['Enter', { ctrlKey: true }],
  ['Enter', { metaKey: true }],
] as const)('%s in a field ends what is typed there', (key, held) => {
  press('D', text);
  press(key, text, held);
  expect(press('z', outside)).toBe(false);
});

test('so does Enter where there is one line; in a text it begins the next one', () => {
  press('D', 'input');
  press('Enter', 'input');
  expect(press('j', outside)).toBe(false);
  press('D', text);
  press('Enter', text, { after: 900 });
  expect(press('j', outside, { after: 900 })).toBe(true);
});

test('so does an arrow where there is one line, which may lead to what stands beside it', () => {
  press('D', 'input');
  press('ArrowLeft', 'input');
  expect(press('Delete', 'button')).toBe(false);
  expect(press('Enter', 'button')).toBe(false);
  press('D', text);
  press('ArrowLeft', text);
  expect(press('j', outside)).toBe(true);
});

test('so does whatever else is done on purpose', () => {
  press('D', text);
  typing.end();
  expect(press('z', outside)).toBe(false);
});

test('the command key makes a command of a letter, AltGr a sign', () => {
  press('D', text);
  expect(press('k', outside, { ctrlKey: true })).toBe(false);
  expect(press('k', outside, { metaKey: true })).toBe(false);
  expect(press('Shift', outside, { shiftKey: true })).toBe(false);
  expect(press(']', outside, { ctrlKey: true, altKey: true })).toBe(true);
});

test('what an input method writes is typed, and what ends a word of it goes on', () => {
  press('Process', text, { isComposing: true, keyCode: 229 });
  press('Escape', text, { isComposing: true, after: 900 });
  press('Process', text, { keyCode: 229, after: 900 });
  expect(press('p', outside)).toBe(true);
});
