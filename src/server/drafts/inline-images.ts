import { contentIdsIn, largestImages, megabytes } from '#mail/inline-images.ts';
import { ApiError } from '../errors.ts';
import type { Db } from '../store/database.ts';
import type { Departed } from '../store/departed.ts';
import { attachInlineImage, type InlineImageSummary, listInlineImages } from '../store/inline-images.ts';
import { newId } from '../store/new-id.ts';

export interface ShownImage extends InlineImageSummary {
  filename: string;
}

/** The pictures that a body shows by `cid:` and its organisation holds, in the body's order. */
export async function shownImages(db: Db, organizationId: string, html: string): Promise<ShownImage[]> {
  const contentIds = contentIdsIn(html);
  const held = await listInlineImages(db, organizationId, contentIds);
  return contentIds
    .flatMap((contentId) => held.find((image) => image.contentId === contentId) ?? [])
    .map((image, index) => ({
      ...image,
      filename: `picture-${index + 1}.${image.contentType.replace('image/', '').replace('jpeg', 'jpg')}`,
    }));
}

/** @throws ApiError 413 when the pictures of a body are more than mail systems take. */
export async function requireImagesFit(db: Db, organizationId: string, html: string): Promise<void> {
  const size = (await shownImages(db, organizationId, html)).reduce((sum, image) => sum + image.size, 0);
  if (size <= largestImages) return;
  throw new ApiError(
    413,
    `The pictures in this message have ${megabytes(size)} together, and at most ${megabytes(largestImages)} can be sent: remove or shrink some.`,
  );
}

/** Gives a message that was sent its own copies of the pictures that it shows. */
export async function attachShownImages(
  tx: Db,
  organizationId: string,
  messageId: string,
  { content, contentFormat }: Departed,
): Promise<void> {
  if (contentFormat !== 'html') return;
  for (const { contentId, filename } of await shownImages(tx, organizationId, content)) {
    await attachInlineImage(tx, { organizationId, contentId }, { id: newId('att'), messageId, filename });
  }
}
