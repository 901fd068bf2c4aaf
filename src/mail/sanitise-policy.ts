const words = (text: string) => text.trim().split(/\s+/);

/**
 * What stays in a message. The measure is what mail clients render (caniemail.com): text, tables, old and new
 * presentational markup, images, links. Everything else goes; its text stays unless `contentGoes` names it.
 */
export const keptTags = words(`
  a abbr acronym address area article aside b bdi bdo big blockquote body br caption center cite code col colgroup
  data dd del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img
  ins kbd li main map mark menu nav nobr ol p picture pre q rp rt ruby s samp section small source span strike
  strong style sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr`);

/** Attributes that say how something looks, reads or is named. `data-*` and `aria-*` stay as well. */
export const keptAttributes = words(`
  abbr align alink alt axis background bgcolor border bordercolor cellpadding cellspacing char charoff cite class
  clear color cols colspan compact coords datetime dir face frame headers height hidden href hreflang hspace id lang
  link media name noshade nowrap open rel reversed role rowspan rules scope shape size sizes span src srcset start
  style summary target text title translate type usemap valign value vlink vspace width wrap`);

/** Attributes whose value is an address. Everything else is plain text to a browser. */
export const urlAttributes = new Set(words('background cite href src usemap'));

/** Elements that vanish with all they hold: it is code, or markup of another language, not text for a reader. */
export const contentGoes = words(`
  annotation-xml datalist embed head iframe math noembed noframes noscript option plaintext script select
  svg template textarea title xml xmp`);

/** How a person is told what went. What is not listed (comments, unknown tags and attributes) goes unmentioned. */
export const namesOfDropped = new Map(
  Object.entries({
    'a script': 'script noscript',
    'a frame': 'iframe frame frameset portal',
    'an embedded object': 'object embed applet',
    'a form': 'form',
    'a form field': 'input select textarea button datalist output keygen',
    'a drawing (SVG)': 'svg',
    'a formula (MathML)': 'math',
    'a video or sound': 'video audio bgsound',
    'an external style sheet': 'link',
    'a base address': 'base',
  }).flatMap(([name, tags]) => words(tags).map((tag) => [tag, name] as const)),
);

/** Marks that this project itself puts into a message that is being shown: mail may not bring them along. */
export const ownMarks = /^data-(?:quoted|signature|held-)/;

/** Where a link may lead. What has no scheme (an anchor, a template's placeholder) stays. */
export const linkUrl = /^\s*(?:(?:https?|mailto|tel|sms|cid):|(?![a-z][a-z0-9+.-]*:))/i;

/** Where an image may come from: also out of the message itself, as raster data. SVG is a document, not an image. */
export const imageUrl =
  /^\s*(?:(?:https?|cid):|data:image\/(?:avif|bmp|gif|jpe?g|pjpeg|png|x-png|webp|x-icon|vnd\.microsoft\.icon)[;,]|(?![a-z][a-z0-9+.-]*:))/i;
