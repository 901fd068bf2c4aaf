import { createHash } from 'node:crypto';
import { contentIdFor, largestImage, megabytes } from '#mail/inline-images.ts';
import { ApiError } from '../errors.ts';
import type { Db } from '../store/database.ts';
import { type InlineImageSummary, insertInlineImage } from '../store/inline-images.ts';
import { pictureType } from './picture-type.ts';

/**
 * Keeps a picture for the replies of an organisation, under a content id made of its bytes.
 * @throws ApiError 413 (too large), 415 (no picture that every mail client shows).
 */
export async function keepInlineImage(
  db: Db,
  organizationId: string,
  content: Uint8Array,
): Promise<InlineImageSummary> {
  if (content.byteLength > largestImage) throw tooLargeImage();
  const contentType = pictureType(content);
  if (!contentType) {
    throw new ApiError(415, 'Only PNG, JPEG, GIF and WebP pictures can be put into a reply.');
  }
  const contentId = contentIdFor(createHash('sha256').update(content).digest('hex'));
  const size = content.byteLength;
  await insertInlineImage(db, { organizationId, contentId, contentType, size, content });
  return { contentId, contentType, size };
}

export const tooLargeImage = () =>
  new ApiError(413, `This picture is larger than the ${megabytes(largestImage)} that are allowed.`);
