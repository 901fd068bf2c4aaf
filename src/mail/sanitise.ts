import type { Config, DOMPurify } from 'dompurify';
import { Parser } from 'htmlparser2';
import { escapeText, escapeValue } from './escape-html.ts';
import { sanitiseCss } from './mail-css.ts';
import {
  contentGoes,
  imageUrl,
  isForOutlook,
  keptAttributes,
  keptTags,
  linkUrl,
  nameOfAddress,
  namesOfDropped,
  ownMarks,
  type Use,
  urlAttributes,
} from './sanitise-policy.ts';

export interface Dropped {
  /** In a person's words: `a script`, `an event handler`. */
  what: string;
  count: number;
}

export interface Sanitiser {
  /**
   * Makes mail harmless (sanitise-policy.ts says what stays in which use). Sanitising the result again changes nothing. A
   * whole document becomes its body's content, after a `<body …>` tag (without an end) when the body had a look of its own.
   * @param use `message` to show or send it; `draft` to edit and keep it.
   */
  sanitise(html: string, use?: Use): { html: string; dropped: Dropped[] };
}

const configFor = (use: Use): Config & { RETURN_DOM: true } => ({
  ALLOWED_TAGS: ['#text', ...keptTags[use]],
  ALLOWED_ATTR: [...keptAttributes[use]],
  ALLOWED_NAMESPACES: ['http://www.w3.org/1999/xhtml'],
  ALLOWED_URI_REGEXP: linkUrl[use],
  FORBID_CONTENTS: [...contentGoes[use]],
  FORCE_BODY: true,
  RETURN_DOM: true,
});
const configs = { draft: configFor('draft'), message: configFor('message') };
const attributesKept = {
  draft: new Set(keptAttributes.draft),
  message: new Set(keptAttributes.message),
};

// Parsing what a parser wrote can move things once more (a paragraph in a paragraph); this many times, then it is text.
const mostPasses = 6;

/** As URL parsers read it: white space and controls do not part a scheme. */
const compact = (value: string) =>
  value.replace(/[\0-\x20\x7f-\xa0\u1680\u180e\u2000-\u2029\u205f\u3000]/g, '');

const isImageUrl = (use: Use, value: string) => imageUrl[use].test(compact(value));

function isKeptUrl(use: Use, tag: string, attribute: string, value: string): boolean {
  const image = attribute === 'background' || attribute === 'poster' || (attribute === 'src' && tag !== 'a');
  if (/^(?:java|live|vb)script\b/i.test(compact(value))) return false;
  return image ? isImageUrl(use, value) : linkUrl[use].test(compact(value));
}

const isKeptSrcset = (use: Use, value: string) =>
  value.split(/,\s+|\s+/).every((part) => part === '' || isImageUrl(use, part));

/** A name is an anchor or an image map; on other elements of a message it could only shadow what a page calls its own. */
const mayHaveName = new Set(['a', 'map']);

/** The start tag of a body with a look of its own; the language and direction of the document count as its own. */
function bodyTag(body: HTMLElement): string {
  const own = [...body.attributes].map(({ name, value }): [string, string] => [name, value]);
  const document = body.ownerDocument.documentElement;
  for (const name of ['dir', 'lang']) {
    const value = document.getAttribute(name);
    if (value && /^[\w-]+$/.test(value) && !body.hasAttribute(name)) own.push([name, value]);
  }
  if (own.length === 0) return '';
  return `<body${own.map(([name, value]) => ` ${name}="${escapeValue(value)}"`).join('')}>`;
}

/** Levels of elements. Mail has some dozens; the cost of a DOM grows with the square. */
const deepestNesting = 400;

function isTooDeep(html: string): boolean {
  let depth = 0;
  let deepest = 0;
  const parser = new Parser({
    onopentag: () => {
      depth++;
      deepest = Math.max(deepest, depth);
    },
    onclosetag: () => {
      depth--;
    },
  });
  for (let start = 0; start < html.length && deepest <= deepestNesting; start += 4096) {
    parser.write(html.slice(start, start + 4096));
  }
  return deepest > deepestNesting;
}

/** The one policy, on a DOMPurify of its own (it gets hooks): `DOMPurify(window)` in a browser, on jsdom elsewhere. */
export function createSanitiser(purify: DOMPurify): Sanitiser {
  // An unsupported DOMPurify returns its input as it is.
  if (!purify.isSupported) throw new Error('This environment has no DOM that DOMPurify can work with');
  let use: Use = 'message';
  let counts = new Map<string, number>();
  const note = (what: string, count = 1) => counts.set(what, (counts.get(what) ?? 0) + count);
  /** Style sheets with a `<` in them, which DOMPurify takes for hidden markup: they are put back when it is done. */
  const held = new Map<Node, string>();

  function sanitiseSheet(sheet: Node): void {
    const source = sheet.textContent ?? '';
    const { css, dropped } = sanitiseCss(source, use);
    if (dropped > 0) note('unsafe styling', dropped);
    const looksLikeMarkup = /<[/\w!]/.test(css);
    // Parsers disagree on what is raw text inside a select.
    if (looksLikeMarkup && !(sheet as Element).closest('select')) held.set(sheet, css);
    if (looksLikeMarkup) sheet.textContent = '';
    else if (css !== source) sheet.textContent = css;
  }

  purify.addHook('beforeSanitizeElements', (node) => {
    if (node.nodeName === 'STYLE') sanitiseSheet(node);
    // Parsing swallows the first line end of a `pre`: one more keeps it.
    if (
      node.nodeName === 'PRE' &&
      node.firstChild?.nodeType === 3 &&
      /^\n/.test(node.firstChild.nodeValue ?? '')
    ) {
      node.firstChild.nodeValue = `\n${node.firstChild.nodeValue}`;
    }
  });

  purify.addHook('uponSanitizeElement', (node, { tagName, allowedTags }) => {
    const name = allowedTags[tagName] ? undefined : namesOfDropped.get(tagName);
    // Word says with the others where its own files are.
    const isOtherLink =
      tagName === 'link' && !/\bstylesheet\b/i.test((node as Element).getAttribute?.('rel') ?? '');
    if (name && !isOtherLink) note(name);
    if (tagName === '#comment' && isForOutlook(node.nodeValue ?? '')) note('what only Outlook shows');
    if (tagName === 'meta' && (node as Element).getAttribute?.('http-equiv')?.toLowerCase() === 'refresh') {
      note('an automatic redirect');
    }
  });

  purify.addHook('uponSanitizeAttribute', (node, data) => {
    const { attrName: name, attrValue: value } = data;
    const tag = node.nodeName.toLowerCase();
    if (name.startsWith('on')) note('an event handler');
    if (ownMarks.test(name)) data.keepAttr = false;
    else if (name === 'style') {
      const source = node.getAttribute('style') ?? '';
      const { css, dropped } = sanitiseCss(source, use);
      if (dropped > 0) note('unsafe styling', dropped);
      if (css !== source) node.setAttribute('style', css);
      data.keepAttr = data.forceKeepAttr = css.trim() !== '' || source.trim() === '';
    } else if (name === 'name') data.keepAttr = use === 'draft' || mayHaveName.has(tag);
    else if (name === 'target') data.keepAttr = value === '_blank';
    else if (name === 'srcset') data.keepAttr = data.forceKeepAttr = isKeptSrcset(use, value);
    else if (urlAttributes.has(name)) {
      data.keepAttr = attributesKept[use].has(name) && isKeptUrl(use, tag, name, value);
      if (!data.keepAttr) note(nameOfAddress(compact(value)));
      // DOMPurify's own check knows no data: URL in a background.
      else if (/^data:/i.test(value)) data.forceKeepAttr = true;
    } else if (name !== 'id' && (attributesKept[use].has(name) || /^(?:data|aria)-[\w.-]+$/.test(name))) {
      data.forceKeepAttr = true;
    }
  });

  function pass(html: string): string {
    held.clear();
    const body = purify.sanitize(html, configs[use]) as HTMLElement | null;
    if (body) {
      for (const [sheet, css] of held) if (body.contains(sheet)) sheet.textContent = css;
      return bodyTag(body) + body.innerHTML;
    }
    // A frameset takes the place of the body: without it there is one.
    note('a frame');
    return pass(html.replace(/<frameset\b[^>]*>?/gi, ''));
  }

  function toFixedPoint(html: string): string {
    let before = html;
    for (let i = 0; i < mostPasses; i++) {
      const after = pass(before);
      if (after === before) return after;
      before = after;
    }
    const text = purify.sanitize(before, configs[use]).textContent ?? '';
    return pass(`<pre>${escapeText(text)}</pre>`);
  }

  return {
    sanitise(html, purpose = 'message') {
      use = purpose;
      counts = new Map();
      const tooDeep = isTooDeep(html);
      if (tooDeep) note('markup that is nested too deep');
      const clean = tooDeep
        ? pass(`<pre>${escapeText(html.replace(/<[^<>]*>/g, ' '))}</pre>`)
        : toFixedPoint(html);
      return { html: clean, dropped: [...counts].map(([what, count]) => ({ what, count })) };
    },
  };
}
