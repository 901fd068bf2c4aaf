import { getInlineImage, uploadInlineImage } from '#contract/desk/inline-images.ts';
import { addressOf } from '#contract/endpoint.ts';
import { contentIdsIn, ownContentId } from '#mail/inline-images.ts';
import { dataUrl } from '../lib/data-url.ts';
import { download, upload } from '../lib/http.ts';

/** Where the desk serves a picture of a reply; null for a `cid:` that names a part of some other mail. */
export const inlineImageUrl = (contentId: string): string | null =>
  ownContentId.test(contentId) ? addressOf(getInlineImage, { params: { content_id: contentId } }) : null;

/** Keeps a picture for replies. @throws ApiError */
export async function keepPicture(file: File): Promise<{ contentId: string }> {
  const { content_id } = await upload(uploadInlineImage, file);
  return { contentId: content_id };
}

/**
 * The pictures that a saved body shows, as `data:` URLs by content id; one that is not there is left out.
 * @throws ApiError where nobody answers
 */
export async function inlineImagesOf(
  html: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const images = contentIdsIn(html).map(async (contentId) => {
    const url = inlineImageUrl(contentId);
    const picture = url === null ? null : await download(url, signal);
    return picture && ([contentId, await dataUrl(picture)] as const);
  });
  return new Map((await Promise.all(images)).filter((image) => image !== null));
}
