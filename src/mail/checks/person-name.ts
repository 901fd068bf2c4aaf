import { areNicknames } from './nicknames.ts';

const letters: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  þ: 'th',
  ð: 'd',
};
const spelledOut: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };

/** A word as names are compared by: lower case, without accents and apostrophes. */
export const foldName = (word: string) =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}'’.]/gu, '')
    .replace(/[ßøæœłđıþð]/g, (letter) => letters[letter] ?? letter);

/** The ways a word may be spelled: `Müller` is `muller` and `mueller`. */
const spellings = (word: string) => {
  const out = word
    .toLowerCase()
    .normalize('NFC')
    .replace(/[äöüåø]/g, (letter) => spelledOut[letter] ?? letter);
  return [...new Set([foldName(word), foldName(out)])];
};

/** The words of a name, or of the part of an address before its @. */
export const wordsOf = (name: string) => name.slice(0, 200).match(/[\p{L}\p{M}'’]+/gu) ?? [];

/** Somebody whom a greeting may name. */
export interface Person {
  /** As people call them: `Diana`, `Prince`. */
  readonly names: readonly string[];
  /** What their address says of them, `dprince` and `acme`. */
  readonly hints: readonly string[];
}

const isSame = (a: string, b: string) => {
  const others = spellings(b);
  return spellings(a).some((spelling) => others.includes(spelling));
};

/** `Dan` for Daniel, not `Daniel` for Daniela: nicknames are shorter by more than a letter. */
function isShort(a: string, b: string): boolean {
  const [short = '', long = ''] = [foldName(a), foldName(b)].sort((one, other) => one.length - other.length);
  return short.length >= 2 && long.length - short.length >= 2 && long.startsWith(short);
}

const isInitial = (word: string, name: string) =>
  foldName(word).length === 1 && foldName(name).startsWith(foldName(word));

/** Whether a word is a name of somebody; `asFirst` when it may be what they are called instead of it. */
export function isNameOf(word: string, { names, hints }: Person, asFirst: boolean): boolean {
  const plain = foldName(word);
  return (
    names.some(
      (name) =>
        isSame(word, name) ||
        isInitial(word, name) ||
        (asFirst && (isShort(word, name) || areNicknames(plain, foldName(name)))),
    ) ||
    hints.some((hint) => {
      const known = foldName(hint);
      return (
        known === plain ||
        (!names.some((name) => foldName(name) === known) &&
          plain.length >= 3 &&
          (known.startsWith(plain) || known.endsWith(plain))) ||
        (asFirst && areNicknames(plain, known))
      );
    })
  );
}

/** Somebody by their name and their bare address. */
export function personOf(name: string | null, address: string | null): Person {
  const [local = '', domain = ''] = (address ?? '').split('@');
  const labels = domain.split('.').slice(0, -1);
  return { names: wordsOf(name ?? ''), hints: [...wordsOf(local), ...labels.flatMap(wordsOf)] };
}
