import { type CSSToken, TokenType, tokenize } from '@csstools/css-tokenizer';
import type { Use } from './sanitise-policy.ts';

/** URLs that CSS may name: the web, parts of the message, raster images, and what has no scheme at all. */
const safeUrl = /^\s*(?:https?:|cid:|data:image\/(?!svg)[\w.+-]+[;,]|(?![\w+.-]*:))/i;
const scriptUrl =
  /^\s*(?:(?:javascript|vbscript|livescript|mocha|file|view-source)\s*:|data:(?!image\/(?!svg)))/i;

// Code in old browsers (behavior, -moz-binding), and what takes a message out of its place on the page (position).
const forbiddenProperty = /^(?:behaviou?r|-ms-behaviou?r|-moz-binding|-webkit-binding)$/i;
const stayingPosition = /^(?:static|relative|inherit|initial|unset|revert|important)$/i;

const silent = new Set<string>([TokenType.Whitespace, TokenType.Comment, TokenType.CDO, TokenType.CDC]);

/** What a token means, its escapes undone. */
const meaning = (token: CSSToken) => (token[4] && 'value' in token[4] ? String(token[4].value) : '');

function isDangerousToken(token: CSSToken, use: Use): boolean {
  switch (token[0]) {
    case TokenType.BadString:
    case TokenType.BadURL:
      return use === 'message' || /script/i.test(token[1]);
    case TokenType.URL:
      return !safeUrl.test(meaning(token));
    case TokenType.String:
      return scriptUrl.test(meaning(token)) || (use === 'message' && /<[/\w!]/.test(token[1]));
    case TokenType.Function:
      return /expression/i.test(meaning(token));
    case TokenType.Ident:
      return /^(?:java|vb)script$/i.test(meaning(token));
    case TokenType.AtKeyword:
      return use === 'message' && /^import$/i.test(meaning(token));
    default:
      return false;
  }
}

/** Whether a declaration, an at-rule without a block, or the head of a block may not stay. */
function isDangerous(segment: readonly CSSToken[], use: Use): boolean {
  const words = segment.filter(([type]) => !silent.has(type));
  const [first, second] = words;
  if (!first) return false;
  if (
    use === 'message' &&
    first[0] === TokenType.AtKeyword &&
    /^(?:import|charset|namespace)$/i.test(meaning(first))
  )
    return true;
  if (first[0] === TokenType.Ident && second?.[0] === TokenType.Colon) {
    const property = meaning(first);
    if (forbiddenProperty.test(property)) return true;
    if (use === 'message' && /^position$/i.test(property)) {
      const values = words
        .slice(2)
        .filter(([type]) => type !== TokenType.Semicolon && type !== TokenType.Delim);
      if (!values.every((value) => value[0] === TokenType.Ident && stayingPosition.test(meaning(value))))
        return true;
    }
  }
  return segment.some((token) => isDangerousToken(token, use));
}

const opening = new Set<string>([TokenType.Function, TokenType.OpenParen, TokenType.OpenSquare]);
const closing = new Set<string>([TokenType.CloseParen, TokenType.CloseSquare]);
// Wrappers from the nineties, and comments that quote HTML: neither says anything to a reader, both could hide tags.
const isNoise = (token: CSSToken) =>
  token[0] === TokenType.CDO ||
  token[0] === TokenType.CDC ||
  (token[0] === TokenType.Comment && /<[/\w!]/.test(token[1]));

/**
 * Takes out of a style sheet, or the inside of a style attribute, whatever could run; of a message also what loads another
 * sheet or leaves the message's place on the page. The rest stays byte for byte.
 */
export function sanitiseCss(css: string, use: Use): { css: string; dropped: number } {
  let kept = '';
  let dropped = 0;
  let depth = 0;
  let segment: CSSToken[] = [];
  /** Blocks that are open inside a head that was dropped: they go with it. */
  let dropping = 0;

  for (const token of tokenize({ css })) {
    const [type] = token;
    if (use === 'message' && isNoise(token)) continue;
    if (opening.has(type)) depth++;
    if (closing.has(type)) depth = Math.max(0, depth - 1);
    const ends =
      type === TokenType.Semicolon || type === TokenType.OpenCurly || type === TokenType.CloseCurly;
    if (type !== TokenType.EOF) segment.push(token);
    if (!(ends && depth === 0) && type !== TokenType.EOF) continue;

    const body = type === TokenType.CloseCurly ? segment.slice(0, -1) : segment;
    const dangerous = isDangerous(body, use);
    if (dangerous) dropped++;
    if (type === TokenType.OpenCurly && (dropping > 0 || dangerous)) dropping++;
    else if (dropping === 0) {
      if (!dangerous) kept += body.map((part) => part[1]).join('');
      if (type === TokenType.CloseCurly) kept += '}';
    } else if (type === TokenType.CloseCurly) dropping--;
    segment = [];
  }
  return { css: kept, dropped };
}
