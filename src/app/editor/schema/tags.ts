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

/** Elements that a body may put on the desk's own page: they hold text and do nothing, nor hide it as a closed `details`. */
const SHOWN = tags(`
  a abbr acronym address article aside b bdi bdo big blockquote caption center cite code col colgroup data dd del dfn
  dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup i ins kbd li listing main mark menu nav nobr ol
  p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var xmp`);

const HTML = 'http://www.w3.org/1999/xhtml';

export const isHtml = (element: Element) => element.namespaceURI === HTML;
export const isBlockTag = (tag: string) => BLOCK.has(tag);
export const isBlock = (element: Element) => isHtml(element) && BLOCK.has(element.localName);
export const isAtom = (element: Element) => !isHtml(element) || ATOMS.has(element.localName);
export const isUnseen = (element: Element) => UNSEEN.has(element.localName);
export const holdsLines = (element: Element) => HOLDS_LINES.has(element.localName);
/** What is never entered may besides be shown with these, which hold no text of their own or lay it out. */
const SHOWN_VERBATIM = tags('br fieldset hr legend meter optgroup option output progress rp rt ruby wbr');

/** The tag of an element inside a part that is kept as it is: a real control or frame would take focus, load or play. */
export const shownVerbatimTag = (tag: string) => (SHOWN_VERBATIM.has(tag) ? tag : shownTag(tag, 'span'));
/** The tag that an element of a body is shown with; `instead` where its own would do more than hold text. */
export const shownTag = (tag: string | null, instead: 'div' | 'span') =>
  tag !== null && SHOWN.has(tag) ? tag : instead;
export const isHeading = (tag: string | null) => tag !== null && /^h[1-6]$/.test(tag);
