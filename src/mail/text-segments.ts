import { forcingCharacters, septets } from './gsm-alphabet.ts';

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

/**
 * The standard lets 255 segments be joined, but texts are refused or cut long before: gateways take ten segments
 * (Telnyx) or 1,600 characters (Twilio), which are eleven segments of plain letters. The lower one is said.
 */
export const mostSegments = 10;

const capacity = {
  'GSM-7': { alone: 160, joined: 153 },
  'UCS-2': { alone: 70, joined: 67 },
} as const;

/**
 * Counts a text message as carriers do: 140 octets, which are 160 septets or 70 units, or, when texts are joined, six
 * octets less for the header that joins them (3GPP TS 23.040, 9.2.3.24.1). An escaped pair or a surrogate pair is never
 * split: it moves to the next segment as a whole. A CR and an LF are a septet each, as nobody on the way merges them.
 */
export function countSegments(text: string): SegmentCount {
  const forcingUnicode = [...new Set(forcingCharacters(text).map(({ character }) => character))];
  const encoding = forcingUnicode.length > 0 ? 'UCS-2' : 'GSM-7';
  const { alone, joined } = capacity[encoding];
  const costs = Array.from(text, (character) =>
    encoding === 'UCS-2' ? character.length : (septets(character) ?? 0),
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
