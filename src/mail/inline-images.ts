import { Parser } from 'htmlparser2';

/** Bytes of one picture inside a message. */
export const largestImage = 5 * 1024 * 1024;
/** Bytes of all pictures of one message: with base64 they stay below the 25 MB that Gmail and Outlook take. */
export const largestImages = 15 * 1024 * 1024;

/** What every mail client shows. SVG is a document with scripts, not a picture. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;
export type ImageType = (typeof imageTypes)[number];

/** `5 MB`, `7.3 MB`, `40 KB`; for people, in steps of 1024, rounded up so that what is too large says more than the limit. */
export function megabytes(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)} KB`;
  return `${Math.ceil((bytes / 1024 / 1024) * 10) / 10} MB`;
}

/** The content id that a picture of the desk has: made of its bytes, so that a body that names it names just these. */
export const ownContentId = /^[0-9a-f]{32}@inline\.countersign$/;
export const contentIdFor = (sha256: string) => `${sha256.slice(0, 32)}@inline.countersign`;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The content id that a `cid:` URL names (RFC 2392); null for any other URL. */
export function contentIdOf(url: string): string | null {
  const id = /^\s*cid:(\S+)\s*$/i.exec(url)?.[1];
  return id === undefined ? null : decoded(id);
}

function readTags(
  html: string,
  read: (attributes: Record<string, string>, start: number, end: number) => void,
) {
  const parser = new Parser(
    { onopentag: (_, attributes) => read(attributes, parser.startIndex, parser.endIndex + 1) },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
}

/** The content ids that a body shows pictures by, each once, in the order in which they appear. */
export function contentIdsIn(html: string): string[] {
  if (!/cid:/i.test(html)) return [];
  const found = new Set<string>();
  readTags(html, ({ src, background, style }) => {
    const inStyle = Array.from((style ?? '').matchAll(/url\(\s*["']?(cid:[^"')\s]+)/gi), ([, url]) => url);
    for (const url of [src, background, ...inStyle]) {
      const id = contentIdOf(url ?? '');
      if (id !== null) found.add(id);
    }
  });
  return [...found];
}

/** The `data:` pictures that a body brings along, each once. */
export function dataImagesIn(html: string): string[] {
  if (!/data:image\//i.test(html)) return [];
  const found = new Set<string>();
  readTags(html, ({ src }) => {
    if (src && /^\s*data:image\//i.test(src)) found.add(src);
  });
  return [...found];
}

/**
 * Gives pictures another `src`; everything else stays byte for byte.
 * @param html as a DOM writes it: attribute values in double quotes.
 */
export function withImageSources(html: string, sources: ReadonlyMap<string, string>): string {
  let result = '';
  let copied = 0;
  readTags(html, ({ src }, start, end) => {
    const source = src === undefined ? undefined : sources.get(src);
    if (source === undefined) return;
    const tag = html
      .slice(start, end)
      .replace(/(\ssrc=")[^"]*"/i, (_, before: string) => `${before}${source}"`);
    result += html.slice(copied, start) + tag;
    copied = end;
  });
  return result + html.slice(copied);
}
