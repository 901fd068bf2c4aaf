import { forcingCharacters } from './gsm-alphabet.ts';
import { type PlainText, toGsm } from './plain-characters.ts';
import { countSegments, type SegmentCount } from './text-segments.ts';

export interface TextCost {
  count: SegmentCount;
  plain: PlainText;
  /** How many segments it would be without the characters that make it Unicode. */
  segmentsWithout: number;
  /** Whether to offer the replacement: there is something to replace, and the text does not get longer by it. */
  replaceable: boolean;
}

/** What a text message costs, why, and what plain characters would do about it. */
export function textCost(text: string): TextCost {
  const count = countSegments(text);
  const plain = toGsm(text);
  const replaceable = plain.replaced.length > 0 && countSegments(plain.text).segments <= count.segments;
  return { count, plain, segmentsWithout: countSegments(withoutForcing(plain.text)).segments, replaceable };
}

function withoutForcing(text: string): string {
  let rest = '';
  let from = 0;
  for (const { at, character } of forcingCharacters(text)) {
    rest += text.slice(from, at);
    from = at + character.length;
  }
  return rest + text.slice(from);
}
