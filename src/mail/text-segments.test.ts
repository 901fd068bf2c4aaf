import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, it } from 'vitest';
import { septets } from './gsm-alphabet.ts';
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
    ['the extension table costs two', '^{}\\[~]|€\f', 'GSM-7', 1, 20, 140],
    ['the extension table costs one in unicode', '^{}\\[~]|€\fж', 'UCS-2', 1, 11, 59],
    ['two full ones', 'a'.repeat(306), 'GSM-7', 2, 306, 0],
    ['two full ones and a letter', 'a'.repeat(307), 'GSM-7', 3, 307, 152],
    ['two full ones in unicode', 'ж'.repeat(134), 'UCS-2', 2, 134, 0],
    ['a line break of one character', 'a\nb', 'GSM-7', 1, 3, 157],
    ['a line break of two', 'a\r\nb', 'GSM-7', 1, 4, 156],
    ['a family counts what it is made of', '👩‍👩‍👧', 'UCS-2', 1, 8, 62],
    ['an accent that is a character of its own', 'cafe\u0301', 'UCS-2', 1, 5, 65],
    ['an emoji is not split', `${'ж'.repeat(66)}😀${'ж'.repeat(10)}`, 'UCS-2', 2, 78, 55],
  ];
  it.each(cases)('%s', (_, text, encoding, segments, units, unitsLeft) => {
    expect(countSegments(text)).toMatchObject({ encoding, segments, units, unitsLeft });
  });

  it('names each character that makes it expensive, as it is seen, once', () => {
    expect(countSegments('a “b” 👩‍👩‍👧 “').forcingUnicode).toEqual(['“', '”', '👩‍👩‍👧']);
    expect(countSegments('ÅÉ £ {x}\n').forcingUnicode).toEqual([]);
  });

  it('knows the 127 characters of the default alphabet and the ten that it escapes', () => {
    const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCodePoint(code));
    expect(all.filter((character) => septets(character) === 1)).toHaveLength(127);
    expect(all.filter((character) => septets(character) === 2).join('')).toBe('\f[\\]^{|}~€');
    // Lower case has no cedilla in the table of the standard, whatever some telephones make of it.
    expect(septets('Ç')).toBe(1);
    expect(septets('ç')).toBeNull();
    expect(septets('`')).toBeNull();
    expect(septets('\u001b')).toBeNull();
  });

  // The carrier's counter keeps the characters that make up one emoji, and CR and LF, together: they are left out.
  it("counts as a carrier's own counter does", () => {
    const unit = fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...'abc XYZ019.,!?\n£äñÇΔ') },
      { weight: 3, arbitrary: fc.constantFrom(...'^{}\\[~]|€\f') },
      { weight: 1, arbitrary: fc.constantFrom(...'“’–…çж日😀🚚') },
    );
    const gsm = fc.string({ unit: fc.constantFrom(...'abc \n£äñÇΔ{€|'), maxLength: 700 });
    fc.assert(
      fc.property(fc.oneof(gsm, fc.string({ unit, maxLength: 700 })), (text) => {
        const ours = countSegments(text);
        const theirs = new SegmentedMessage(text);
        expect(ours.encoding).toBe(theirs.encodingName);
        expect(ours.segments).toBe(text === '' ? 0 : theirs.segmentsCount);
        expect(ours.units * (ours.encoding === 'GSM-7' ? 7 : 16)).toBe(theirs.messageSize);
        expect(new Set(ours.forcingUnicode)).toEqual(new Set(theirs.getNonGsmCharacters()));
      }),
    );
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
