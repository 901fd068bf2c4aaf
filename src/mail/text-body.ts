import { Parser } from 'htmlparser2';
import { escapeText, unescapeText } from './escape-html.ts';

/** Markup as programs write it; a text that merely has a `<` in it is none. */
const markup =
  /<\/?(?:a|b|blockquote|body|br|div|em|h[1-6]|html|i|li|ol|p|span|strong|table|td|tr|u|ul)\b[^<>]*>/i;
const lines = new Set([
  'blockquote',
  'div',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'ol',
  'p',
  'table',
  'tr',
  'ul',
]);
const silent = new Set(['head', 'script', 'style', 'template', 'title']);

/** A text that only looks like markup, as `bodyOfText` writes it. */
const asTyped = /^<pre>([^<]*)<\/pre>$/;

/** The `body_html` that says just this text: the text itself, unless it would be taken for markup (`use <b> here`). */
export function bodyOfText(text: string): string {
  if (textBody(text) === text) return text;
  return `<pre>${escapeText(text)}</pre>`;
}

/**
 * What a text message says. Text messages have no markup, but the contract's `body_html` may bring some along: then its
 * words are taken, a line each for a block. Text without markup stays as it is, to the character.
 */
export function textBody(body: string): string {
  const typed = asTyped.exec(body)?.[1];
  if (typed !== undefined) return unescapeText(typed);
  if (!markup.test(body)) return body;
  let text = '';
  let silence = 0;
  const breakLine = () => {
    text = text.trimEnd() === '' ? '' : text.replace(/ +$/, '');
    if (text !== '' && !text.endsWith('\n')) text += '\n';
  };
  const parser = new Parser({
    onopentag(name) {
      if (silent.has(name)) silence++;
      else if (name === 'br') text += '\n';
      else if (lines.has(name)) breakLine();
    },
    ontext(piece) {
      if (silence === 0) text += piece.replace(/\s+/g, ' ');
    },
    onclosetag(name) {
      if (silent.has(name)) silence = Math.max(0, silence - 1);
      else if (lines.has(name)) breakLine();
    },
  });
  parser.end(body);
  return text
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
