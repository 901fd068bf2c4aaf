import { Parser } from 'htmlparser2';
import { splitQuotedText } from './quoted-text.ts';

const silent = new Set([
  'head',
  'math',
  'noscript',
  'script',
  'select',
  'style',
  'svg',
  'template',
  'textarea',
  'title',
]);
const inline = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
const quoted =
  /(?:^|[\s_])(?:gmail_quote|gmail_extra|yahoo_quoted|moz-cite-prefix)|^(?:divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION)$/;

/** Source characters that one reading may cost: beyond a head full of styles, within a few milliseconds. */
const longestSource = 200_000;

/** Newsletters fill their preview with characters that nobody sees. */
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]|\u034f/g;
const collapse = (text: string) => text.replace(invisible, '').replace(/\s+/g, ' ').trim();

interface Reading {
  text: string;
  /** What comes before the first sign of quoted history. */
  ownText: string | null;
  images: number;
  tooDeep: boolean;
}

/** Reads until there is `enough` text, or more open elements than `deepest`; the DOM-free half of what the message view shows. */
function read(html: string, enough: number, deepest = Number.POSITIVE_INFINITY): Reading {
  const reading: Reading = { text: '', ownText: null, images: 0, tooDeep: false };
  let open = 0;
  let silence: string | null = null;
  let depth = 0;
  let length = 0;
  const pieces: string[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        open++;
        if (open > deepest) {
          reading.tooDeep = true;
          parser.pause();
        }
        if (silence !== null) {
          if (name === silence) depth++;
          return;
        }
        if (silent.has(name)) {
          silence = name;
          depth = 1;
          return;
        }
        if (name === 'img') reading.images++;
        if (!inline.has(name)) pieces.push('\n');
        const isQuote =
          attributes.type === 'cite' ||
          quoted.test(attributes.class ?? '') ||
          quoted.test(attributes.id ?? '');
        if (isQuote && reading.ownText === null) reading.ownText = pieces.join('');
      },
      ontext(text) {
        if (silence !== null) return;
        pieces.push(text);
        length += collapse(text).length;
        if (length > enough) parser.pause();
      },
      onclosetag(name) {
        open--;
        if (silence === name && --depth === 0) silence = null;
        else if (silence === null && !inline.has(name)) pieces.push('\n');
      },
    },
    { decodeEntities: true },
  );
  const goesOn = () => length <= enough && !reading.tooDeep;
  for (let start = 0; start < html.length && goesOn(); start += 4096)
    parser.write(html.slice(start, start + 4096));
  if (goesOn()) parser.end();
  reading.text = pieces.join('');
  return reading;
}

/**
 * The first words of a message as a list row shows them: at most `length` characters on one line, without markup and,
 * where that leaves anything, without quoted history. Bounded work whatever the content is; needs no DOM.
 */
export function snippetOf(content: string, format: 'html' | 'text', length = 140): string {
  const source = content.slice(0, longestSource);
  const reading =
    format === 'html' ? read(source, length * 4) : { text: source.slice(0, 20_000), ownText: null };
  const own = collapse(reading.ownText ?? splitQuotedText(reading.text).visible);
  const words = own || collapse(reading.text);
  if (words.length <= length) return words;
  const cut = [...words.slice(0, length)].slice(0, -1).join('').trimEnd();
  return `${cut}…`;
}

/** Open elements up to which a search text is made; the parser's work grows with each of them. */
const deepestSearched = 1000;

/**
 * The words that a body shows, quoted history too, for a full-text search: on one line, without a `<` or `>` that could pass
 * for markup. @returns null where its elements are nested too deeply to be read in bounded time.
 */
export function searchTextOf(html: string): string | null {
  const { text, tooDeep } = read(html.slice(0, longestSource), Number.POSITIVE_INFINITY, deepestSearched);
  return tooDeep ? null : collapse(text.replace(/[<>]/g, ' ')).normalize('NFC');
}

/** Whether a body shows nothing: no text, and no image. */
export function isBlankHtml(html: string): boolean {
  const { text, images } = read(html, 0);
  return images === 0 && collapse(text) === '';
}
