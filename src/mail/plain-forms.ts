/** What a character that GSM-7 lacks is, in words, and the characters of GSM-7 that say the same. */
export interface PlainForm {
  kind: string;
  plain: string;
}

const forms: [kind: string, plain: string, characters: string][] = [
  ['curly quote', '"', '“”„‟❝❞〝〞'],
  ['curly quote', "'", '‘’‚‛❛❜'],
  ['angle quote', '"', '«»'],
  ['angle quote', "'", '‹›'],
  ['apostrophe letter', "'", '\u02b9\u02bb\u02bc\u02bd\u02bf\u02c8\ua78c'],
  ['prime', "'", '′‵'],
  ['prime', '"', '″‶\u02ba'],
  ['accent', "'", '`´\u02ca\u02cb'],
  ['accent', '^', 'ˆ'],
  ['accent', '~', '˜'],
  ['em dash', '-', '—'],
  ['en dash', '-', '–'],
  ['dash', '-', '\u2010\u2011\u2012\u2015\u2043'],
  ['minus sign', '-', '−'],
  ['ellipsis', '...', '…'],
  // U+F0B7 and U+F0A7 are the bullets of Word's Symbol and Wingdings.
  ['bullet', '-', '•‣◦▪▫■□●○\uf0b7\uf0a7'],
  ['middle dot', '.', '·∙'],
  ['no-break space', ' ', '\u00a0\u202f'],
  ['thin space', ' ', '\u2009\u200a'],
  ['tab', ' ', '\t'],
  ['special space', ' ', '\u1680'],
  ['line break', '\n', '\u000b\u0085\u2028\u2029'],
  ['arrow', '->', '→➔➜➝➞'],
  ['arrow', '=>', '⇒'],
  ['arrow', '<-', '←'],
  ['arrow', '<->', '↔'],
  ['trademark sign', '(TM)', '™'],
  ['service mark', '(SM)', '℠'],
  ['copyright sign', '(C)', '©'],
  ['registered sign', '(R)', '®'],
  ['multiplication sign', 'x', '×'],
  ['division sign', '/', '÷'],
  ['plus-minus sign', '+/-', '±'],
  ['comparison sign', '<=', '≤'],
  ['comparison sign', '>=', '≥'],
  ['slash', '/', '⁄∕'],
  ['asterisk', '*', '∗⁎'],
  ['broken bar', '|', '¦'],
  ['wave dash', '~', '\u301c\u223c'],
  ['punctuation mark', '!!', '‼'],
  ['punctuation mark', '!?', '⁉'],
  ['micro sign', 'u', '\u00b5'],
  ['cent sign', 'c', '¢'],
  ['ligature', 'oe', 'œ'],
  ['ligature', 'OE', 'Œ'],
  ['special letter', 'SS', 'ẞ'],
  ['special letter', 'd', 'đð'],
  ['special letter', 'D', 'ĐÐ'],
  ['special letter', 'th', 'þ'],
  ['special letter', 'Th', 'Þ'],
  ['special letter', 'h', 'ħ'],
  ['special letter', 'H', 'Ħ'],
  ['special letter', 'i', 'ı'],
  ['special letter', 'l', 'ł'],
  ['special letter', 'L', 'Ł'],
  ['special letter', 't', 'ŧ'],
  ['special letter', 'T', 'Ŧ'],
];

/**
 * The characters that Unicode has no decomposition for, or a worse one. What is not here follows from NFKD; what has no
 * form that says the same (a degree sign, a tick, an emoji) has none in either.
 */
export const plainForms: ReadonlyMap<string, PlainForm> = new Map(
  forms.flatMap(([kind, plain, characters]) =>
    Array.from(characters, (character): [string, PlainForm] => [character, { kind, plain }]),
  ),
);
