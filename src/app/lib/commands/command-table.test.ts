// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { commandTable } from './command-table.ts';
import { keysOf } from './keys-of.ts';

test('every command has a name, a group, a place, and shares no keys', () => {
  const owners = new Map<string, string>();
  for (const { id, name, group, when, keys } of commandTable) {
    expect([name, group, when].every(Boolean), id).toBe(true);
    for (const chord of keys) {
      expect(owners.get(chord), `${chord} of ${id}`).toBeUndefined();
      owners.set(chord, id);
    }
  }
  expect(new Set(commandTable.map(({ id }) => id)).size).toBe(commandTable.length);
});

test('no key by itself is also the beginning of two keys', () => {
  const chords: string[] = commandTable.flatMap(({ keys }) => [...keys]);
  const beginnings = chords.filter((chord) => chord.includes(' ')).map((chord) => chord.split(' ')[0]);
  expect(beginnings.filter((first) => first !== undefined && chords.includes(first))).toEqual([]);
});

test('keys are told to people and to assistive technology in their own words', () => {
  expect(keysOf('palette')).toEqual({ label: 'Ctrl+K', aria: 'Control+K' });
  expect(keysOf('focus-cc')).toEqual({ label: 'Ctrl+Shift+C', aria: 'Control+Shift+C' });
  expect(keysOf('go-review')).toEqual({ label: 'G then R', aria: undefined });
  expect(keysOf('back')).toEqual({ label: 'U or Esc', aria: 'u Escape' });
});

test('keys that are turned off are not told', () => {
  expect(keysOf('discard', false)).toBeUndefined();
  expect(keysOf('back', false)).toEqual({ label: 'Esc', aria: 'Escape' });
});
