/** What the mark in front of a list item says: `3.` `(b)` `iv)` `•` */
export interface Numbering {
  readonly tag: 'ol' | 'ul';
  /** The `type` of an `ol`; null: plain numbers. */
  readonly type: 'a' | 'A' | 'i' | 'I' | null;
  readonly number: number;
}

const BULLET: Numbering = { tag: 'ul', type: null, number: 1 };

const ROMAN: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };

function romanValue(roman: string): number {
  const values = Array.from(roman, (letter) => ROMAN[letter] ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}

const letterValue = (letters: string) =>
  Array.from(letters).reduce((value, letter) => value * 26 + letter.charCodeAt(0) - 96, 0);

/**
 * Reads the mark of a Word list item. A single letter may be a Roman number: `previous`, the numbering of the item before in
 * the same list, tells, and else only `i` is one.
 */
export function numberingOf(mark: string, previous?: Numbering): Numbering {
  const text = mark.replace(/[\s\u00a0]+/g, '');
  const [, number, letters] = /^[([]?(?:\d+[.)])*(?:(\d+)[.):\]]*|([a-z]{1,8})[.):\]]+)$/i.exec(text) ?? [];
  if (number) return { tag: 'ol', type: null, number: Number(number) };
  if (!letters) return BULLET;
  const small = letters.toLowerCase();
  const isSmall = small === letters;
  const kind = previous?.type?.toLowerCase();
  const isNextLetter = kind === 'a' && previous?.number === letterValue(small) - 1;
  const looksRoman = /^[ivxlcdm]+$/.test(small) && !isNextLetter;
  if (looksRoman && (kind === 'i' || small.length > 1 || small === 'i'))
    return { tag: 'ol', type: isSmall ? 'i' : 'I', number: romanValue(small) };
  return { tag: 'ol', type: isSmall ? 'a' : 'A', number: letterValue(small) };
}
