import type { Config, DOMPurify } from 'dompurify';
import { Parser } from 'htmlparser2';
import { sanitiseCss } from './mail-css.ts';
import {
  contentGoes,
  imageUrl,
  keptAttributes,
  keptTags,
  linkUrl,
  namesOfDropped,
  ownMarks,
  urlAttributes,
} from './sanitise-policy.ts';

export interface Dropped {
  /** In a person's words: `a script`, `an event handler`. */
  what: string;
  count: number;
}

export interface Sanitiser {
  /**
   * Makes mail harmless (sanitise-policy.ts says what stays). Sanitising the result again changes nothing. A whole
   * document becomes its body's content, in a `div` when the body had a look of its own.
   */
  sanitise(html: string): { html: string; dropped: Dropped[] };
}

const config: Config & { RETURN_DOM: true } = {
  ALLOWED_TAGS: ['#text', ...keptTags],
  ALLOWED_ATTR: keptAttributes,
  ALLOWED_NAMESPACES: ['http://www.w3.org/1999/xhtml'],
  ALLOWED_URI_REGEXP: linkUrl,
  FORBID_CONTENTS: contentGoes,
  FORCE_BODY: true,
  RETURN_DOM: true,
};

// Parsing what a parser wrote can move things once more (a paragraph in a paragraph); this many times, then it is text.
const mostPasses = 6;

/** As URL parsers read it: white space and controls do not part a scheme. */
const compact = (value: string) =>
  value.replace(/[\0-\x20\x7f-\xa0\u1680\u180e\u2000-\u2029\u205f\u3000]/g, '');

function isKeptUrl(tag: string, attribute: string, value: string): boolean {
  const image = attribute === 'background' || (attribute === 'src' && tag !== 'a');
  const url = compact(value);
  return (image ? imageUrl : linkUrl).test(url) && !/^(?:java|live|vb)script\b/i.test(url);
}

const isKeptSrcset = (value: string) =>
  value.split(/,\s+|\s+/).every((part) => part === '' || imageUrl.test(compact(part)));

/** A name is an anchor or an image map; on other elements it could only shadow what a page calls its own. */
const mayHaveName = new Set(['a', 'map']);

/** The presentational attributes of a body, as the style of the `div` that takes its place. */
function bodyStyle(body: HTMLElement): string {
  const color = (name: string) => /^[#\w(),.% -]+$/.exec(body.getAttribute(name) ?? '')?.[0];
  const [background, text] = [color('bgcolor'), color('text')];
  return [
    background && `background-color:${background};`,
    text && `color:${text};`,
    body.getAttribute('style'),
  ]
    .filter(Boolean)
    .join('');
}

function serialise(body: HTMLElement): string {
  const style = bodyStyle(body);
  const kept = ['class', 'dir', 'id', 'lang', 'title'].filter((name) => body.hasAttribute(name));
  if (style === '' && kept.length === 0) return body.innerHTML;
  const div = body.ownerDocument.createElement('div');
  for (const name of kept) div.setAttribute(name, body.getAttribute(name) ?? '');
  if (style !== '') div.setAttribute('style', style);
  div.append(...body.childNodes);
  return div.outerHTML;
}

const escapeText = (text: string) =>
  text.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] ?? character);

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
  let counts = new Map<string, number>();
  const note = (what: string, count = 1) => counts.set(what, (counts.get(what) ?? 0) + count);

  purify.addHook('beforeSanitizeElements', (node) => {
    if (node.nodeName === 'STYLE') {
      const { css, dropped } = sanitiseCss(node.textContent ?? '');
      if (dropped > 0) note('unsafe styling', dropped);
      if (css !== node.textContent) node.textContent = css;
    }
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
    if (name) note(name);
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
      const { css, dropped } = sanitiseCss(source);
      if (dropped > 0) note('unsafe styling', dropped);
      if (css !== source) node.setAttribute('style', css);
      data.keepAttr = data.forceKeepAttr = css.trim() !== '' || source.trim() === '';
    } else if (name === 'name') data.keepAttr = mayHaveName.has(tag);
    else if (name === 'target') data.keepAttr = value === '_blank';
    else if (name === 'srcset') data.keepAttr = data.forceKeepAttr = isKeptSrcset(value);
    else if (urlAttributes.has(name)) {
      data.keepAttr = isKeptUrl(tag, name, value);
      if (!data.keepAttr)
        note(/script:/i.test(compact(value)) ? 'a link that runs a script' : 'an unsafe address');
      // DOMPurify's own check knows no data: URL in a background.
      else if (/^data:/i.test(value)) data.forceKeepAttr = true;
    } else if (name !== 'id' && (keptAttributes.includes(name) || /^(?:data|aria)-[\w.-]+$/.test(name))) {
      data.forceKeepAttr = true;
    }
  });

  function pass(html: string): string {
    const body = purify.sanitize(html, config) as HTMLElement | null;
    if (body) return serialise(body);
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
    const text = purify.sanitize(before, config).textContent ?? '';
    return pass(`<pre>${escapeText(text)}</pre>`);
  }

  return {
    sanitise(html) {
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
