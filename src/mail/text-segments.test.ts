import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSegments } from './text-segments.ts';

describe('a text message', () => {
  const cases: [string, string, 'GSM-7' | 'UCS-2', number, number, number][] = [
    ['nothing', '', 'GSM-7', 0, 0, 160],
    ['a full one', 'a'.repeat(160), 'GSM-7', 1, 160, 0],
    ['one letter more', 'a'.repeat(161), 'GSM-7', 2, 161, 145],
    ['euros cost two', '€'.repeat(80), 'GSM-7', 1, 160, 0],
    ['a euro is not split', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM-7', 3, 306, 152],
    ['a full one in unicode', 'ж'.repeat(70), 'UCS-2', 1, 70, 0],
    ['one more in unicode', 'ж'.repeat(71), 'UCS-2', 2, 71, 63],
    ['an emoji is not split', `${'ж'.repeat(66)}😀${'ж'.repeat(10)}`, 'UCS-2', 2, 78, 55],
  ];
  it.each(cases)('%s', (_, text, encoding, segments, units, unitsLeft) => {
    expect(countSegments(text)).toMatchObject({ encoding, segments, units, unitsLeft });
  });

  it('names each character that makes it expensive, as it is seen, once', () => {
    expect(countSegments('a “b” 👩‍👩‍👧 “').forcingUnicode).toEqual(['“', '”', '👩‍👩‍👧']);
    expect(countSegments('ÅÉ £ {x}\n').forcingUnicode).toEqual([]);
  });

  it('never takes fewer segments for more text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '€', 'ж', '😀'), maxLength: 300 }), (text) => {
        const { segments, unitsLeft } = countSegments(text);
        expect(unitsLeft).toBeGreaterThanOrEqual(0);
        expect(countSegments(`${text}a`).segments).toBeGreaterThanOrEqual(segments);
      }),
    );
  });
});
