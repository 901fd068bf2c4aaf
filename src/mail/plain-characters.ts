import { forcingCharacters, type Grapheme } from './gsm-alphabet.ts';
import { isInvisible, plainForm } from './plain-form.ts';

export interface Replacement extends Grapheme {
  plain: string;
}

export interface PlainText {
  text: string;
  /** What makes it Unicode, in its order: all that was replaced or kept. */
  forcing: Grapheme[];
  /** What was replaced, and where it stood. */
  replaced: Replacement[];
  /** What GSM-7 lacks and nothing in it says as well. */
  kept: Grapheme[];
  /** The text is written in a script that GSM-7 lacks: it is left as it is, since it stays Unicode whatever is replaced. */
  anotherScript: boolean;
}

/** A letter or figure of another script; a keycap has a figure in it and ℹ is a letter, but both are pictures. */
const foreignLetter = /(?!\p{Extended_Pictographic}|[0-9A-Za-z])[\p{L}\p{Nd}]/u;

/** A mark that would move onto another letter if what cannot be seen in front of it went. */
const heldOff = /^\p{Default_Ignorable_Code_Point}*(?!\p{Default_Ignorable_Code_Point})\p{M}/u;

/** A third of the letters: a foreign name in an English text is less, a text in another script more. */
function isInAnotherScript(text: string, foreign: readonly Grapheme[]): boolean {
  if (foreign.length === 0) return false;
  const letters = text.match(/\p{L}\p{M}*|\p{Nd}/gu)?.length ?? 0;
  return foreign.length * 3 > letters;
}

/**
 * A text in the characters of text messages (GSM-7, 3GPP TS 23.038), as far as they say the same; `plainForm` has the
 * rules. What has no plain form (emoji, other scripts) stays. It is never done unasked: the caller shows the outcome.
 */
export function toGsm(text: string): PlainText {
  const forcing = forcingCharacters(text);
  const forms = forcing.map(({ at, character }) => ({
    at,
    character,
    plain: plainForm(character, text.slice(Math.max(0, at - 8), at)),
  }));
  const foreign = forms.filter(({ plain, character }) => plain === null && foreignLetter.test(character));
  if (isInAnotherScript(text, foreign))
    return { text, forcing, replaced: [], kept: forcing, anotherScript: true };
  // Among letters of other scripts they are not idle: they join, part and turn them.
  const isNeeded = (end: number) => foreign.length > 0 || heldOff.test(text.slice(end));
  const replaced: Replacement[] = [];
  const kept: Grapheme[] = [];
  for (const { at, character, plain } of forms) {
    if (plain === null || (isInvisible(character) && isNeeded(at + character.length))) {
      kept.push({ at, character });
    } else {
      replaced.push({ at, character, plain });
    }
  }
  return { text: withPlain(text, replaced), forcing, replaced, kept, anotherScript: false };
}

function withPlain(text: string, replaced: readonly Replacement[]): string {
  let plain = '';
  let from = 0;
  for (const { at, character, plain: form } of replaced) {
    plain += text.slice(from, at) + form;
    from = at + character.length;
  }
  return plain + text.slice(from);
}
