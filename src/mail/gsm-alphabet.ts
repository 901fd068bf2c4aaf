// 3GPP TS 23.038, 6.2.1: the default alphabet without its escape, and the extension table, whose characters cost that escape as well.
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extension = new Set('\f^{}\\[~]|€');
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

export interface Grapheme {
  /** Where it begins, in UTF-16 code units. */
  at: number;
  character: string;
}

/** What a character (one code point) costs in the alphabet of text messages, in septets; null where it is not in it. */
export function septets(character: string): 1 | 2 | null {
  if (basic.has(character)) return 1;
  return extension.has(character) ? 2 : null;
}

/** Whether a text message can say it without Unicode. */
export function isGsm(text: string): boolean {
  for (const character of text) if (septets(character) === null) return false;
  return true;
}

/** What makes a text message be sent as Unicode: the characters, as a reader sees them, that GSM-7 lacks. */
export function forcingCharacters(text: string): Grapheme[] {
  if (isGsm(text)) return [];
  return Array.from(graphemes.segment(text), ({ index, segment }) => ({
    at: index,
    character: segment,
  })).filter(({ character }) => !isGsm(character));
}
