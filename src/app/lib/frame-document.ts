import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import { foldQuoted, foldSignature } from '#mail/quoted-history.ts';
import { holdRemoteImages } from '#mail/remote-images.ts';
import { mailSanitiser } from './mail-sanitiser.ts';

export interface FrameDocument {
  srcdoc: string;
  /** Remote images that wait for the reader's consent. */
  held: number;
  paper: 'white' | 'theme';
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

const style = `
  @font-face { font-family: Inter; font-weight: 100 900; src: url("${inter}") format("woff2"); }
  html { overflow-x: auto; overflow-y: hidden; background: #fff; color: #1d1b18; color-scheme: light; }
  body { display: flow-root; margin: 0; font: 14px/1.5 Inter, ui-sans-serif, system-ui, sans-serif; overflow-wrap: break-word; }
  img { max-width: 100%; }
  img:not([height]) { height: auto; }
  blockquote { margin: 8px 0; padding-left: 12px; border-left: 3px solid #d3cec6; }
  pre { white-space: pre-wrap; }
  a { color: #2f4ad0; }
  body > :first-child { margin-top: 0; }
  body > :last-child { margin-bottom: 0; }
  [data-quoted], [data-signature] { display: none; }
  html[data-show-quoted] [data-quoted] { display: block; margin-top: 12px; }
  html[data-show-signature] [data-signature] { display: block; }
`;

/** The surface and ink of the desk at night: a frame does not see its variables. */
const themeStyle = `
  @media (prefers-color-scheme: dark) {
    html { background: #1b1b1f; color: #ececf0; color-scheme: dark; }
    a { color: #8ba0ff; }
    blockquote { border-color: #3d3d45; }
  }
`;

/** A mail with colours of its own was made for white; one that brings none follows the theme. */
const paperOf = (html: string) => (/\bcolor\s*[:=]|background|\bbgcolor\b/i.test(html) ? 'white' : 'theme');

function policy(remoteImages: boolean): string {
  return `default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src data: blob:${remoteImages ? ' https: http:' : ''}`;
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

/** A whole document for a sandboxed frame: sanitised, with its own policy, that asks nobody for anything by itself. */
export function frameDocument(html: string, { remoteImages, inlineImages }: Options): FrameDocument {
  const parsed = new DOMParser().parseFromString(mailSanitiser.sanitise(html).html, 'text/html');
  const body = parsed.body;
  showInlineImages(body, inlineImages);
  const held = remoteImages ? 0 : holdRemoteImages(body);
  const quoted = foldQuoted(body, parsed);
  const signatures = foldOwnSignature(body, parsed);
  for (const link of body.querySelectorAll('a[href]')) link.setAttribute('rel', 'noopener noreferrer');
  const paper = paperOf(body.innerHTML);
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy(remoteImages)}"><meta name="referrer" content="no-referrer"><base target="_blank"><style>${style}${paper === 'theme' ? themeStyle : ''}</style>`;
  return {
    srcdoc: `<!doctype html><html><head>${head}</head>${body.outerHTML}</html>`,
    held,
    paper,
    quoted,
    signatures,
  };
}
