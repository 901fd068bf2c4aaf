/**
 * The sanitising policy, as data. It knows two uses of mail. A *message* is what is shown to people and what leaves. A
 * *draft* is what the editor loads and what is saved again: it keeps, besides, what cannot act by itself in the desk, so
 * that an edit harms nothing; that is taken out when the draft becomes a message.
 *
 * | what                                         | draft | message | why                                                  |
 * |----------------------------------------------|-------|---------|------------------------------------------------------|
 * | text, structure, tables, presentational      | stays | stays   | mail clients render it (caniemail.com)               |
 * | markup, images, links, inline CSS            |       |         |                                                      |
 * | `<style>`                                    | stays | stays   | for the message; the desk never applies it to itself |
 * | the look of `<body>`                         | stays | stays   | a newsletter's ground and type                       |
 * | remote images, backgrounds                   | stays | stays   | shown on request alone (remote-images.ts)            |
 * | forms and their fields, video, sound,        | stays | goes    | ask a reader to act outside the mail; the desk shows |
 * | dialogs, marquees                            |       |         | them as pictures of themselves, inert                |
 * | CSS that loads sheets (`@import`) or leaves  | stays | goes    | fetches unasked, covers what is around it; the desk  |
 * | its place (`position: fixed`)                |       |         | applies neither                                      |
 * | scripts, handlers, frames, objects, SVG,     | goes  | goes    | act, or hold what acts                               |
 * | MathML, templates, `<base>`, `<meta>`,       |       |         |                                                      |
 * | `<link>`                                     |       |         |                                                      |
 * | addresses of the web, of mail, of calls and  | stays | stays   | a reader's programs ask before they do anything      |
 * | chats (`sip:`, `skype:`, `whatsapp:`)        |       |         |                                                      |
 * | addresses inside one computer or program     | stays | goes    | lead nowhere for a recipient, or to a file of theirs |
 * | (`file:`, `x-apple-data-detectors:`)         |       |         |                                                      |
 * | `javascript:`, other addresses of code, and  | goes  | goes    | act when followed, or nobody knows what they do      |
 * | of kinds that are not listed                 |       |         |                                                      |
 * | CSS that runs (`expression`, `behavior`,     | goes  | goes    | acts in old clients                                  |
 * | `-moz-binding`)                              |       |         |                                                      |
 * | comments, also what Outlook alone reads in   | goes  | goes    | nobody else sees them; comments have hidden attacks  |
 * | them                                         |       |         |                                                      |
 * | unknown tags (their text stays)              | goes  | goes    | mail clients do the same                             |
 */
export type Use = 'draft' | 'message';

const words = (text: string) => text.trim().split(/\s+/);

const messageTags = words(`
  a abbr acronym address area article aside b bdi bdo big blockquote body br caption center cite code col colgroup
  data dd del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img
  ins kbd li main map mark menu nav nobr ol p picture pre q rp rt ruby s samp section small source span strike
  strong style sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr`);

const draftTags = words(`
  audio blink button canvas datalist dialog fieldset form input label legend marquee menuitem meter optgroup option output
  progress search select spacer textarea track video`);

const messageSchemes = words(`
  https? ftps? mailto tel callto sms cid mid xmpp matrix sips? skype facetime facetime-audio whatsapp geo webcal`);

/** Of links that mail programs make for themselves; the desk follows none of them. */
const draftSchemes = words('file about applewebdata notes onenote outlook x-apple-data-detectors');

/** A quick look whether a sanitised draft may have what a message has not. */
export const mayLoseAsMessage = new RegExp(
  `<(?:${draftTags.join('|')})\\b|@import|position\\s*:|data:image/svg|="\\s*(?:${draftSchemes.join('|')}):`,
  'i',
);

/** Everything else goes; its text stays unless `contentGoes` names it. */
export const keptTags: Record<Use, readonly string[]> = {
  message: messageTags,
  draft: [...messageTags, ...draftTags],
};

const messageAttributes = words(`
  abbr align alink alt axis background bgcolor border bordercolor cellpadding cellspacing char charoff cite class
  clear color cols colspan compact coords datetime dir face frame headers height hidden href hreflang hspace id lang
  link leftmargin marginheight marginwidth media name noshade nowrap open rel reversed role rowspan rules scope shape
  size sizes span src srcset start style summary target text title topmargin translate type usemap valign value vlink
  vspace width wrap`);

const draftAttributes = words(`
  accept action autocapitalize autocomplete autoplay capture checked controls controlslist crossorigin decoding default
  disabled download draggable enctype enterkeyhint for high inputmode ismap kind label list loading loop low max maxlength
  method min minlength multiple muted novalidate optimum pattern placeholder playsinline poster preload pubdate radiogroup
  readonly required rev rows selected spellcheck srclang step tabindex xmlns`);

/** Attributes that say how something looks, reads or is named. `data-*` and `aria-*` stay as well. */
export const keptAttributes: Record<Use, readonly string[]> = {
  message: messageAttributes,
  draft: [...messageAttributes, ...draftAttributes],
};

/** Attributes whose value is an address. Everything else is plain text to a browser. */
export const urlAttributes = new Set(words('action background cite href poster src usemap'));

/** Elements that vanish with all they hold: it is code, or markup of another language, not text for a reader. */
const codeGoes = words(`
  annotation-xml embed head iframe math noembed noframes noscript plaintext script svg template title xml xmp`);

export const contentGoes: Record<Use, readonly string[]> = {
  message: [...codeGoes, ...words('datalist option select textarea')],
  draft: codeGoes,
};

/** A comment that Outlook shows: `[if mso]>`, with more in it than styles and settings, whose tags have a prefix (not `v:`). */
export const isForOutlook = (comment: string): boolean =>
  /^\s*\[if\b[^\]]*\]>/i.test(comment) &&
  /<(?!(?:link|meta|noscript|style|xml)\b|(?!v:)\w+:)\w/i.test(comment);

/** How a person is told what went. What is not listed (other comments, unknown tags and attributes) goes unmentioned. */
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
    'a template': 'template',
    'a text in markup that is out of use': 'noembed noframes plaintext xmp',
  }).flatMap(([name, tags]) => words(tags).map((tag) => [tag, name] as const)),
);

/** Marks that this project itself puts into a message that is being shown: mail may not bring them along. */
export const ownMarks = /^data-(?:quoted$|signature$|held-)/;

/** What has no scheme (an anchor, a template's placeholder) stays. */
const linkTo = (schemes: readonly string[]) =>
  new RegExp(`^\\s*(?:(?:${schemes.join('|')}):|(?![a-z][a-z0-9+.-]*:))`, 'i');

/** Where a link may lead, or the source of a quote be. */
export const linkUrl: Record<Use, RegExp> = {
  message: linkTo(messageSchemes),
  draft: linkTo([...messageSchemes, ...draftSchemes]),
};

/** How a person is told of an address that went. */
export const nameOfAddress = (address: string): string => {
  if (/script:/i.test(address)) return 'a link that runs a script';
  return /^(?:data|blob):/i.test(address) ? 'an unsafe address' : 'an address that only some computers know';
};

/** Where an image may come from: also out of the message itself. SVG is a document, and no mail client shows it. */
export const imageUrl: Record<Use, RegExp> = {
  message:
    /^\s*(?:(?:https?|cid):|data:image\/(?:avif|bmp|gif|jpe?g|pjpeg|png|x-png|webp|x-icon|vnd\.microsoft\.icon)[;,]|(?![a-z][a-z0-9+.-]*:))/i,
  draft: /^\s*(?:(?:https?|cid):|data:image\/|(?![a-z][a-z0-9+.-]*:))/i,
};
