const LOADS = /url\s*\(|image-set\s*\(|image\s*\(|\bsrc\s*\(/i;
/** What only the escapes of CSS make readable could be anything. */
const UNREADABLE = /@import|expression\s*\(|\\/i;

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
  `${LOADS.source}|${UNREADABLE.source}|position|user-|touch-|pointer-|caret|white-space`,
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

/**
 * Declarations of a style attribute as the editor shows them: without those that could fetch, leave their place, hinder whoever
 * edits or need the escapes of CSS to be read. With `images` those that fetch are there.
 */
export function shownStyle(style: string, { images = false } = {}): string {
  if (!CONCERNED.test(style)) return style;
  const unwanted = [UNREADABLE, LEAVES, HINDERS, ...(images ? [] : [LOADS])];
  return style
    .split(';')
    .filter((declaration) => !unwanted.some((pattern) => pattern.test(declaration)))
    .map(keepingSpaces)
    .join(';');
}
