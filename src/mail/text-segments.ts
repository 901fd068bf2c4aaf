export interface SegmentCount {
  encoding: 'GSM-7' | 'UCS-2';
  /** What the carrier sends and bills; 0 for an empty text. */
  segments: number;
  /** Septets (GSM-7) or UTF-16 code units (UCS-2). */
  units: number;
  /** Units that still fit into the last segment. */
  unitsLeft: number;
  /** The distinct characters, as a reader sees them, that GSM-7 lacks. */
  forcingUnicode: string[];
}

// 3GPP TS 23.038, 6.2.1: the default alphabet, and the extension table whose characters cost an escape as well.
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extension = new Set('\f^{}\\[~]|€');
const isGsm = (character: string) => basic.has(character) || extension.has(character);

const capacity = {
  'GSM-7': { alone: 160, joined: 153 },
  'UCS-2': { alone: 70, joined: 67 },
} as const;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function nonGsm(text: string): string[] {
  const found = new Set<string>();
  if ([...text].every(isGsm)) return [];
  for (const { segment } of graphemes.segment(text)) if (![...segment].every(isGsm)) found.add(segment);
  return [...found];
}

/**
 * Counts a text message as carriers do (3GPP TS 23.040: 160 or 70 units alone, 153 or 67 each when joined). An escaped
 * pair or a surrogate pair is never split: it moves to the next segment as a whole.
 */
export function countSegments(text: string): SegmentCount {
  const forcingUnicode = nonGsm(text);
  const encoding = forcingUnicode.length > 0 ? 'UCS-2' : 'GSM-7';
  const { alone, joined } = capacity[encoding];
  const costs = Array.from(text, (character) =>
    encoding === 'UCS-2' ? character.length : extension.has(character) ? 2 : 1,
  );
  const units = costs.reduce((sum, cost) => sum + cost, 0);
  if (units <= alone) {
    return { encoding, segments: units === 0 ? 0 : 1, units, unitsLeft: alone - units, forcingUnicode };
  }
  let segments = 1;
  let used = 0;
  for (const cost of costs) {
    if (used + cost > joined) {
      segments++;
      used = 0;
    }
    used += cost;
  }
  return { encoding, segments, units, unitsLeft: joined - used, forcingUnicode };
}
