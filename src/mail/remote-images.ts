import { isRemote, withoutRemoteUrls } from './remote-css.ts';

/** One transparent pixel: an image without one would show as broken. Width and height attributes still apply. */
const blank = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

const attributes = ['src', 'srcset', 'background', 'poster'] as const;
const selector = `${attributes.map((name) => `[${name}]`).join(',')},[style]`;
const mark = (name: string) => `data-held-${name}`;

/** An address of an element that would ask a server; a bare anchor is the address of the page around it. */
const isRemoteAddress = (address: string) => isRemote(address) || /^\s*#/.test(address);

const isRemoteSet = (value: string) =>
  value.split(/,\s+|\s+/).some((part) => isRemoteAddress(part) && !/^[\d.]+[wxh],?$/.test(part));

function hold(element: Element, name: string, source: string, inert: string): void {
  element.setAttribute(mark(name), source);
  element.setAttribute(name, inert);
}

function holdElement(element: Element): number {
  let held = 0;
  for (const name of attributes) {
    const source = element.getAttribute(name);
    if (source === null || !(name === 'srcset' ? isRemoteSet(source) : isRemoteAddress(source))) continue;
    hold(element, name, source, name === 'srcset' ? '' : blank);
    held = 1;
  }
  const style = element.getAttribute('style');
  if (style === null) return held;
  const inert = withoutRemoteUrls(style);
  if (inert.held > 0) hold(element, 'style', style, inert.css);
  return held + inert.held;
}

/**
 * Makes everything in sanitised mail inert that would ask a server: images, backgrounds, URLs in style attributes and
 * sheets, relative ones too. Nothing must have been fetched yet: the DOM belongs to a document that is not shown
 * (DOMParser, template). `cid:` images stay. Returns how many there are.
 */
export function holdRemoteImages(root: DocumentFragment | Element): number {
  let held = 0;
  for (const element of [root, ...root.querySelectorAll(selector)]) {
    if ('getAttribute' in element) held += holdElement(element);
  }
  for (const style of root.querySelectorAll('style')) {
    const source = style.textContent ?? '';
    const inert = withoutRemoteUrls(source);
    if (inert.held === 0) continue;
    style.setAttribute(mark('text'), source);
    style.textContent = inert.css;
    held += inert.held;
  }
  return held;
}

/** Puts back exactly what `holdRemoteImages` took. */
export function releaseRemoteImages(root: DocumentFragment | Element): void {
  for (const element of [root, ...root.querySelectorAll('*')]) {
    if (!('getAttribute' in element)) continue;
    for (const name of [...attributes, 'style', 'text']) {
      const source = element.getAttribute(mark(name));
      if (source === null) continue;
      if (name === 'text') element.textContent = source;
      else element.setAttribute(name, source);
      element.removeAttribute(mark(name));
    }
  }
}
