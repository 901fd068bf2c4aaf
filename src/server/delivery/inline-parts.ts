import { dataImagesIn, withImageSources } from '#mail/inline-images.ts';
import { shownImages } from '../drafts/inline-images.ts';
import { keepInlineImage } from '../drafts/keep-inline-image.ts';
import { ApiError } from '../errors.ts';
import type { Db } from '../store/database.ts';
import { findInlineImage } from '../store/inline-images.ts';

/** A picture that travels with a mail and is shown inside it (RFC 2387). */
export interface InlinePart {
  contentId: string;
  contentType: string;
  filename: string;
  content: Uint8Array;
}

/**
 * The pictures that a sanitised body shows. Those it brings along as `data:` URLs, which Gmail and Outlook show nobody, are
 * kept and named by content id like all others; the id follows from the bytes, so that a second attempt sends the same.
 */
export async function inlineParts(
  db: Db,
  organizationId: string,
  html: string,
): Promise<{ html: string; parts: InlinePart[] }> {
  const sources = new Map<string, string>();
  for (const url of dataImagesIn(html)) {
    const contentId = await keepDataImage(db, organizationId, url);
    if (contentId) sources.set(url, `cid:${contentId}`);
  }
  const named = withImageSources(html, sources);
  const parts: InlinePart[] = [];
  for (const { contentId, contentType, filename } of await shownImages(db, organizationId, named)) {
    const image = await findInlineImage(db, organizationId, contentId);
    if (image) parts.push({ contentId, contentType, filename, content: image.content });
  }
  return { html: named, parts };
}

/** Null for what is no picture that can be kept: it stays as it is. */
async function keepDataImage(db: Db, organizationId: string, url: string): Promise<string | null> {
  const base64 = /^\s*data:image\/[\w.+-]+(?:;[^,;]+)*;base64,(.*)$/is.exec(url)?.[1];
  if (base64 === undefined) return null;
  try {
    const content = Buffer.from(base64.replace(/%2b/gi, '+').replace(/%2f/gi, '/'), 'base64');
    const { contentId } = await keepInlineImage(db, organizationId, content);
    return contentId;
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
