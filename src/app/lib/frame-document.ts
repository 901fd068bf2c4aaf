import { foldQuoted } from '#mail/quoted-history.ts';
import { holdRemoteImages } from '#mail/remote-images.ts';
import { foldSignature } from '#mail/signature.ts';
import {
  changeStyle,
  changeStyleByNight,
  deskStyle,
  deskStyleByNight,
  recipientStyle,
} from './frame-styles.ts';
import { groundOf } from './ground-of.ts';
import { sanitisedBody } from './sanitised-body.ts';

export interface FrameDocument {
  srcdoc: string;
  /** Remote images that wait for the reader's consent. */
  held: number;
  /** `sheet`: white up to its edges, whatever the theme. */
  paper: 'white' | 'theme' | 'sheet';
  /** Folded parts of quoted history. */
  quoted: number;
  /** Folded signatures. */
  signatures: number;
}

interface Options {
  remoteImages: boolean;
  /** What `cid:` images show: content id, without angle brackets, to `data:` URL. */
  inlineImages: ReadonlyMap<string, string>;
}

/** What changed must be seen: it is not folded away. */
function openChanged(body: HTMLElement, fold: string): number {
  for (const part of body.querySelectorAll(`[${fold}]`))
    if (part.querySelector('ins, del, [data-change]') || part.closest('ins, del')) part.removeAttribute(fold);
  return body.querySelectorAll(`[${fold}]`).length;
}

function policy(remoteImages: boolean): string {
  const elsewhere = remoteImages ? ' https: http:' : '';
  return `default-src 'none'; style-src 'unsafe-inline'; font-src 'self' data:${elsewhere}; img-src data: blob:${elsewhere}`;
}

function showInlineImages(root: Element, images: ReadonlyMap<string, string>): void {
  for (const image of root.querySelectorAll('img[src^="cid:" i]')) {
    const id = (image.getAttribute('src') ?? '').slice(4);
    const source = images.get(id) ?? images.get(safelyDecoded(id));
    if (source === undefined) image.removeAttribute('src');
    else image.setAttribute('src', source);
  }
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Beside folded history a signature may be all there is to see: then it stays. */
function foldOwnSignature(body: HTMLElement, parsed: Document): number {
  const signatures = foldSignature(body, parsed);
  const visible = body.cloneNode(true) as HTMLElement;
  for (const folded of visible.querySelectorAll('[data-quoted], [data-signature], style')) folded.remove();
  if (visible.querySelector('img') || /[^\s\u200b\ufeff]/.test(visible.textContent)) return signatures;
  for (const shown of body.querySelectorAll('[data-signature]')) shown.removeAttribute('data-signature');
  return 0;
}

/** It is always day in a recipient's mail program here: what a message says of the night would be seen on white. */
function keepDay(root: Element): void {
  for (const style of root.querySelectorAll('style')) {
    const css = style.textContent
      .replace(/prefers-color-scheme\s*:\s*dark/gi, 'max-width: 0')
      .replace(/prefers-color-scheme\s*:\s*light/gi, 'min-width: 0');
    if (css !== style.textContent) style.textContent = css;
  }
}

function documentOf(body: HTMLElement, remoteImages: boolean, styles: string): string {
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy(remoteImages)}"><meta name="referrer" content="no-referrer"><base target="_blank"><style>${styles}</style>`;
  return `<!doctype html><html><head>${head}</head>${body.outerHTML}</html>`;
}

/** @returns how many remote images wait for consent. */
function prepare(body: HTMLElement, { remoteImages, inlineImages }: Options): number {
  showInlineImages(body, inlineImages);
  const held = remoteImages ? 0 : holdRemoteImages(body);
  for (const link of body.querySelectorAll('a[href]')) link.setAttribute('rel', 'noopener noreferrer');
  return held;
}

function deskDocument(body: HTMLElement, options: Options, isMarked: boolean): FrameDocument {
  const held = prepare(body, options);
  let quoted = foldQuoted(body, body.ownerDocument);
  let signatures = foldOwnSignature(body, body.ownerDocument);
  if (isMarked) {
    quoted = openChanged(body, 'data-quoted');
    signatures = openChanged(body, 'data-signature');
  }
  const paper = groundOf(body.outerHTML);
  const desk = paper === 'theme' ? deskStyle + deskStyleByNight : deskStyle;
  const marks = paper === 'theme' ? changeStyle + changeStyleByNight : changeStyle;
  const styles = isMarked ? marks + desk : desk;
  return { srcdoc: documentOf(body, options.remoteImages, styles), held, paper, quoted, signatures };
}

/** A whole document for a sandboxed frame: sanitised, with its own policy, that asks nobody for anything by itself. */
export const frameDocument = (html: string, options: Options): FrameDocument =>
  deskDocument(sanitisedBody(html), options, false);

/**
 * The same for a body in which changes are marked: none of them is folded away.
 * @param marked a sanitised body with `ins`, `del` and `[data-change]` (`diffBodies`); it stays as it is.
 */
export const changesFrameDocument = (marked: HTMLElement, options: Options): FrameDocument =>
  deskDocument(marked.ownerDocument.importNode(marked, true), options, true);

/** The same as it looks to a recipient: nothing is folded, and the desk adds nothing of its look. */
export function sentFrameDocument(html: string, options: Options): FrameDocument {
  const body = sanitisedBody(html);
  const held = prepare(body, options);
  keepDay(body);
  const srcdoc = documentOf(body, options.remoteImages, recipientStyle);
  return { srcdoc, held, paper: 'sheet', quoted: 0, signatures: 0 };
}
