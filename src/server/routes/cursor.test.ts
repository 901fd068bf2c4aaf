import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ApiError } from '../errors.ts';
import { cursorsOf } from './cursor.ts';

const position = fc.record({ at: fc.string(), id: fc.string({ unit: 'binary' }) });
const collection = fc.array(fc.option(fc.string()), { maxLength: 4 });

test('a cursor opens to the position that it was sealed with', () => {
  fc.assert(
    fc.property(collection, position, (of, where) => {
      const cursors = cursorsOf('secret', of);
      expect(cursors.open(cursors.seal(where))).toEqual(where);
    }),
  );
});

test('a cursor of another collection, or of another desk, is refused', () => {
  fc.assert(
    fc.property(collection, collection, position, (one, other, where) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      const cursor = cursorsOf('secret', one).seal(where);
      expect(() => cursorsOf('secret', other).open(cursor)).toThrow(ApiError);
      expect(() => cursorsOf('other secret', one).open(cursor)).toThrow(ApiError);
    }),
  );
});

test('no text that was not sealed opens', () => {
  const cursors = cursorsOf('secret', ['x']);
  fc.assert(
    fc.property(fc.string(), (made) => {
      expect(() => cursors.open(made)).toThrow('Invalid cursor');
    }),
  );
  const sealed = cursors.seal({ at: 'a', id: 'b' });
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.constantFrom('A', 'b', '0', '.', ''), (at, put) => {
      const changed = sealed.slice(0, at) + put + sealed.slice(at + 1);
      fc.pre(changed !== sealed);
      expect(() => cursors.open(changed)).toThrow('Invalid cursor');
    }),
  );
});
