import { attributesOf, isBuildable, shownAttributes } from '../schema/attributes.ts';
import { isHtml, isUnseen } from '../schema/tags.ts';
import { inertBody } from '../source/inert-html.ts';

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

/** A copy for the page, element by element: nothing that acts, loads or restyles comes along. */
function shownCopy(source: Node): Node | null {
  if (source.nodeType === 3) return document.createTextNode(source.nodeValue ?? '');
  if (source.nodeType !== 1) return null;
  const element = source as Element;
  if (!isHtml(element) || isUnseen(element) || !isBuildable(element)) return null;
  const copy = document.createElement(SHOWN_AS[element.localName] ?? element.localName);
  const { style, ...attributes } = shownAttributes(attributesOf(element));
  for (const [name, value] of Object.entries(attributes)) copy.setAttribute(name, value);
  if (style) copy.style.cssText = style;
  for (const child of element.childNodes) {
    const shown = shownCopy(child);
    if (shown) copy.append(shown);
  }
  return copy;
}

/** Controls and frames are shown as text: a real one would take focus, load or play. */
const SHOWN_AS: Record<string, string> = Object.fromEntries(
  'applet area audio button canvas embed frame frameset iframe img input keygen map object portal select textarea video form'
    .split(' ')
    .map((tag) => [tag, 'span']),
);

/** How an element that is kept as it is looks in the editor. */
export function showVerbatim(html: string, place: 'block' | 'inline' | 'table'): HTMLElement {
  const source = inertBody(place === 'table' ? `<table>${html}</table>` : html);
  const element = place === 'table' ? source.firstElementChild?.firstElementChild : source.firstElementChild;
  const copy = element ? shownCopy(element) : null;
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
  return shown;
}

function hidden(): HTMLElement {
  const element = document.createElement('template');
  element.hidden = true;
  return element;
}
