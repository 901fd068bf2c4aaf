import { inertBody } from '../../lib/inert-html.ts';
import { attributesOf, isBuildable, shownAttributes } from '../schema/attributes.ts';
import { isHtml, isUnseen, shownVerbatimTag } from '../schema/tags.ts';
import { caretStop } from './caret-stop.ts';
import { shownImage } from './remote-image-view.ts';

const NAMES: Record<string, string> = {
  style: 'Styles of the message',
  svg: 'Drawing',
  math: 'Formula',
  video: 'Video',
  audio: 'Sound',
  input: 'Form field',
  select: 'Form field',
  textarea: 'Form field',
  button: 'Button',
};

/** A copy for the page, element by element: nothing that acts, loads or restyles comes along; pictures as everywhere here. */
function shownCopy(source: Node, remoteImages: boolean): Node | null {
  if (source.nodeType === 3) return document.createTextNode(source.nodeValue ?? '');
  if (source.nodeType !== 1) return null;
  const element = source as Element;
  if (!isHtml(element) || isUnseen(element) || !isBuildable(element)) return null;
  if (element.localName === 'img') return shownImage(attributesOf(element), remoteImages);
  const copy = document.createElement(shownVerbatimTag(element.localName));
  const { style, ...attributes } = shownAttributes(attributesOf(element));
  for (const [name, value] of Object.entries(attributes)) copy.setAttribute(name, value);
  if (style) copy.style.cssText = style;
  for (const child of element.childNodes) {
    const shown = shownCopy(child, remoteImages);
    if (shown) copy.append(shown);
  }
  return copy;
}

/** How an element that is kept as it is looks in the editor. */
export function showVerbatim(
  html: string,
  place: 'block' | 'inline' | 'table',
  remoteImages = false,
): HTMLElement {
  const source = inertBody(place === 'table' ? `<table>${html}</table>` : html);
  const element = place === 'table' ? source.firstElementChild?.firstElementChild : source.firstElementChild;
  const copy = element ? shownCopy(element, remoteImages) : null;
  if (place === 'table') return copy instanceof HTMLElement ? copy : hidden();
  const shown = document.createElement(place === 'block' ? 'div' : 'span');
  shown.dataset.verbatim = place;
  const name = element
    ? (NAMES[element.localName] ?? (isUnseen(element) ? 'Unseen part of the message' : undefined))
    : undefined;
  if (copy instanceof HTMLElement) {
    copy.inert = true;
    shown.append(copy);
  }
  if (element && element.localName !== 'hr' && (name || place === 'block')) {
    shown.setAttribute('role', place === 'block' ? 'group' : 'img');
    shown.setAttribute('aria-label', `${name ?? 'Part of the message'}, kept as it is`);
  }
  if (name && !shown.textContent) shown.dataset.name = name;
  if (place === 'inline' && !shown.textContent) shown.append(caretStop());
  return shown;
}

function hidden(): HTMLElement {
  const element = document.createElement('template');
  element.hidden = true;
  return element;
}
