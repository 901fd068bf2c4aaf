import { isGsm } from './gsm-alphabet.ts';
import { plainForms } from './plain-forms.ts';

/** What has no width and no meaning of its own: zero-width and soft characters, direction marks, variation selectors, controls. */
const invisible = /\p{Default_Ignorable_Code_Point}|(?![\n\f\r\t\v\u0085])\p{Cc}/gu;
const circled = /^[\u2460-\u2473\u24b6-\u24ea]$/;
const raised = /^[\u00b2\u00b3\u00b9\u2070\u2074-\u2079]$/;
const lowered = /^[\u2080-\u2089]$/;

const withoutInvisible = (text: string) => text.replace(invisible, '');

export const isInvisible = (character: string) => withoutInvisible(character) === '';

/** A mark above or below a letter; one across it changes what it means. */
function isAccent(mark: string): boolean {
  const code = mark.codePointAt(0) ?? 0;
  return code >= 0x300 && code <= 0x36f && !(code >= 0x334 && code <= 0x338);
}

/** A letter with marks on it keeps the first of them where GSM-7 has the two, as it has ü for ǖ. */
function letterForm(base: string, marks: string): string | null {
  const plain = isGsm(base) ? base : (plainForms.get(base)?.plain ?? null);
  if (marks === '' || plain === null) return plain;
  if (!/^\p{Script=Latin}$/u.test(base) || ![...marks].every(isAccent)) return null;
  const first = `${base}${marks.charAt(0)}`.normalize('NFC');
  return isGsm(first) ? first : plain;
}

function decomposed(character: string): string | null {
  const parts = character.normalize('NFKD');
  // ¨ and its like are a space and a mark for Unicode.
  if (/^\p{M}/u.test(parts) || (parts.startsWith(' ') && parts !== ' ')) return null;
  let plain = '';
  for (const [, base = '', marks = ''] of parts.matchAll(/(\P{M})(\p{M}*)/gu)) {
    const form = letterForm(base, marks);
    if (form === null) return null;
    plain += form;
  }
  return plain;
}

/**
 * What says the same in GSM-7 as a character that a reader sees as one; null where nothing does. Sources: Unicode's NFC
 * (GSM-7 has é, but not e and an accent), then `plainForms`, then NFKD without the marks that GSM-7 lacks.
 * @param before what stands in front of it: 1½ is not 11/2, and 10² is not 102.
 */
export function plainForm(character: string, before: string): string | null {
  const bare = withoutInvisible(character).normalize('NFC');
  if (isGsm(bare)) return bare;
  const listed = plainForms.get(bare);
  if (listed) return listed.plain;
  // With this selector it is meant as a picture, whatever it is a picture of.
  if (character.includes('\ufe0f')) return null;
  const plain = decomposed(bare);
  if (plain === null) return null;
  if (circled.test(bare)) return `(${plain})`;
  const figures = withoutInvisible(before);
  if (raised.test(bare)) return /\p{Nd}$/u.test(figures) ? `^${plain}` : plain;
  if (!/\p{N}$/u.test(figures)) return plain;
  if (lowered.test(bare)) return null;
  return /^\p{No}$/u.test(bare) ? ` ${plain}` : plain;
}
