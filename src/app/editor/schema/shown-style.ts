const LOADS = /url\s*\(|image-set\s*\(|image\s*\(|\bsrc\s*\(/i;
const RUNS = /@import|expression\s*\(/i;
const ESCAPED = /\\/;

const gap = String.raw`(?:\s|/\*.*?\*/)*`;
const declares = (property: string, value = '') =>
  new RegExp(`^${gap}(?:${property})${gap}:${gap}${value}`, 'is');

/** What takes an element out of its place could cover the text that is edited. */
const LEAVES = declares('position', '(?!(?:static|relative)\\s*(?:!|$))');
/** What would keep a person from clicking, selecting or typing there, or from seeing where they do. */
const HINDERS = declares(
  '(?:-\\w+-)?(?:user-(?:select|modify|drag|input)|touch-callout)|pointer-events|caret(?:-\\w+)?',
);
const WHITE_SPACE = declares('white-space(?:-collapse)?');

const CONCERNED = new RegExp(
  `${LOADS.source}|${RUNS.source}|${ESCAPED.source}|position|user-|touch-|pointer-|caret|white-space`,
  'i',
);

/** The editor shows every space that its document has, or the browser would make no-break spaces of those beside a letter that is typed. */
function keepingSpaces(declaration: string): string {
  if (!WHITE_SPACE.test(declaration)) return declaration;
  return declaration
    .replace(/\bnowrap\b/i, 'pre')
    .replace(/\b(?:normal|pre-line|initial)\b/i, 'pre-wrap')
    .replace(/\b(?:collapse|preserve-breaks)(?=\s*(?:!|$))/i, 'preserve');
}

const character = (code: string) => String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));

/** A declaration as CSS reads it. */
const unescaped = (declaration: string) =>
  declaration.replace(/\\(?:([0-9a-f]{1,6})\s?|([^\n]))/gi, (_, code?: string, itself?: string) =>
    code === undefined ? (itself ?? '') : character(code),
  );

/**
 * Declarations of a style attribute as the editor shows them: without those that could fetch or need the escapes of CSS to be
 * read, leave their place or hinder whoever edits. With `images` those that fetch are there.
 */
export function shownStyle(style: string, { images = false } = {}): string {
  if (!CONCERNED.test(style)) return style;
  const unwanted = images ? [RUNS, LEAVES, HINDERS] : [RUNS, LEAVES, HINDERS, LOADS, ESCAPED];
  return style
    .split(';')
    .filter((declaration) => {
      const meant = unescaped(declaration);
      return !unwanted.some((pattern) => pattern.test(declaration) || pattern.test(meant));
    })
    .map(keepingSpaces)
    .join(';');
}
