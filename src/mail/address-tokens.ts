type Kind = 'word' | 'space' | 'quoted' | 'comment' | 'angle' | 'colon' | 'separator';

export interface AddressToken {
  kind: Kind;
  /** The token as it was typed: the texts of all tokens make up the input. */
  text: string;
  /** What it says: without its quotes, parentheses or brackets. */
  value: string;
}

// What opens and never closes within a line of mail (998 characters, RFC 5322 2.1.1) is a plain character.
const patterns: [Kind, RegExp][] = [
  ['separator', /[,;\r\n\t]/y],
  ['colon', /:/y],
  ['space', /(?:(?![\r\n\t\u200c\u200d])[\s\p{Cf}])+/uy],
  ['quoted', /(?<![\p{L}\p{N}])"((?:[^"\\\r\n]|\\[^\r\n]){0,998})"/uy],
  ['angle', /<((?:"(?:[^"\\\r\n]|\\[^\r\n]){0,998}"|[^"<>,;\r\n]){0,998})>+/y],
  ['word', /(?:[^\s\p{Cf},;:"(<]|\u200c|\u200d)+|[\s\S]/uy],
];

const withoutEscapes = (text: string) => text.replace(/\\(.)/gu, '$1');

/** Where each comment that opens also closes, on one line, comments in it included. */
function commentEnds(text: string): Map<number, number> {
  const ends = new Map<number, number>();
  let open: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '\\') i++;
    else if (character === '(') open.push(i);
    else if (character === '\n' || character === '\r') open = [];
    else if (character === ')') {
      const start = open.pop();
      if (start !== undefined) ends.set(start, i + 1);
    }
  }
  return ends;
}

function tokenAt(text: string, start: number): AddressToken {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (!match) continue;
    const value = match[1] ?? match[0];
    return { kind, text: match[0], value: kind === 'quoted' ? withoutEscapes(value) : value };
  }
  throw new RangeError(`nothing to read at ${start}`);
}

/** Cuts a typed or pasted list of recipients into the words, quoted strings, comments and brackets of RFC 5322. */
export function tokenizeAddresses(text: string): AddressToken[] {
  const tokens: AddressToken[] = [];
  const ends = commentEnds(text);
  for (let i = 0; i < text.length; ) {
    const comment = text.slice(i, ends.get(i) ?? i);
    const token: AddressToken = comment
      ? { kind: 'comment', text: comment, value: withoutEscapes(comment.slice(1, -1)) }
      : tokenAt(text, i);
    tokens.push(token);
    i += token.text.length;
  }
  return tokens;
}
