import { isInvisible } from './plain-form.ts';
import { plainForms } from './plain-forms.ts';

const classes: [kind: string, pattern: RegExp][] = [
  ['emoji', /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u],
  ['special space', /^\p{Zs}/u],
  ['full-width character', /^[\uff01-\uff5e]/u],
  ['ligature', /^[\u0132\u0133\u01c4-\u01cc\u01f1-\u01f3\ufb00-\ufb06]/u],
  ['fraction', /^[\u00bc-\u00be\u2150-\u215f\u2189]/u],
  ['superscript', /^[\u00aa\u00b2\u00b3\u00b9\u00ba\u02b0-\u02b8\u2070-\u207f]/u],
  ['subscript', /^[\u2080-\u209c]/u],
  ['degree sign', /^\u00b0/u],
  ['currency sign', /^\p{Sc}/u],
  ['accented letter', /^\p{Script=Latin}\p{M}/u],
  ['special letter', /^[\p{Script=Latin}\u{1d400}-\u{1d7cb}]/u],
  ['Cyrillic letter', /^\p{Script=Cyrillic}/u],
  ['Greek letter', /^\p{Script=Greek}/u],
  ['Arabic letter', /^\p{Script=Arabic}/u],
  ['Hebrew letter', /^\p{Script=Hebrew}/u],
  ['Chinese character', /^\p{Script=Han}/u],
  ['Japanese character', /^[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Korean character', /^\p{Script=Hangul}/u],
  ['letter of another script', /^\p{L}/u],
  ['number sign', /^\p{N}/u],
];

const irregular: Record<string, string> = {
  ellipsis: 'ellipses',
  'em dash': 'em dashes',
  'en dash': 'en dashes',
  dash: 'dashes',
  'letter of another script': 'letters of another script',
  emoji: 'emoji',
  slash: 'slashes',
};

export interface CharacterKind {
  one: string;
  many: string;
  /** It has no ink of its own: it can be named, but not shown. */
  blank: boolean;
}

/** What a character is, in words that a reader knows: `curly quote`, `em dash`, `emoji`. */
export function kindOf(character: string): CharacterKind {
  if (isInvisible(character)) return { one: 'hidden character', many: 'hidden characters', blank: true };
  const taken = character.normalize('NFD');
  const listed = plainForms.get(character)?.kind ?? plainForms.get(character.replace(/\ufe0f$/, ''))?.kind;
  const one = listed ?? classes.find(([, pattern]) => pattern.test(taken))?.[0] ?? 'symbol';
  return { one, many: irregular[one] ?? `${one}s`, blank: character.trim() === '' };
}
