const tags = (names: string) => new Set(names.trim().split(/\s+/));

/** Elements that make a line of their own. */
const BLOCK = tags(`
  address article aside blockquote caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure footer
  form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol p pre search section summary table tbody td tfoot
  th thead tr ul xmp`);

/** Blocks that hold blocks even when they happen to hold text alone, so that Enter can make a second line inside. */
const HOLDS_LINES = tags('blockquote caption center dd figure li td th body form fieldset');

/** Inline elements that are one thing to the person who edits: shown, moved, deleted, never entered. */
const ATOMS = tags(`
  applet area audio base basefont bgsound button canvas datalist embed frame frameset iframe img input keygen link map meta meter
  noembed noframes noscript object output param picture portal progress ruby script select source style svg math template textarea
  title track video wbr`);

/** Elements that say something about the message and show nothing. */
const UNSEEN = tags('base link meta noscript param script source style template title track');

const VOID = tags(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr',
);

const HTML = 'http://www.w3.org/1999/xhtml';

export const isHtml = (element: Element) => element.namespaceURI === HTML;
export const isBlock = (element: Element) => isHtml(element) && BLOCK.has(element.localName);
export const isAtom = (element: Element) => !isHtml(element) || ATOMS.has(element.localName);
export const isUnseen = (element: Element) => UNSEEN.has(element.localName);
export const holdsLines = (element: Element) => HOLDS_LINES.has(element.localName);
export const isVoid = (tag: string) => VOID.has(tag);
export const isHeading = (tag: string | null) => tag !== null && /^h[1-6]$/.test(tag);
