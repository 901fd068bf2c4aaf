import type { Attachment } from '#contract/desk/conversation.ts';
import { dataUrl } from '../lib/data-url.ts';
import { download } from '../lib/http.ts';

export const attachmentAddress = ({ attachment_id }: Attachment): string =>
  `/api/desk/attachments/${encodeURIComponent(attachment_id)}`;

/** `812 bytes`, `14 KB`, `2.3 MB` */
export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const largestInline = 10_000_000;
const isImage = /^image\/(?:png|jpe?g|gif|webp|avif|bmp|svg\+xml)$/i;

export function canBeInline({ content_id, content_type, size }: Attachment): boolean {
  return content_id !== null && isImage.test(content_type) && size <= largestInline;
}

/**
 * The images that a body names by `cid:`, as `data:` URLs; one that is not there is left out.
 * @throws ApiError where nobody answers
 */
export async function inlineImages(
  attachments: Attachment[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const images = attachments.filter(canBeInline).map(async (attachment) => {
    const bytes = await download(attachmentAddress(attachment), signal);
    if (bytes === null) return null;
    const picture = new Blob([bytes], { type: attachment.content_type });
    return [attachment.content_id?.replace(/^<|>$/g, '') ?? '', await dataUrl(picture)] as const;
  });
  return new Map((await Promise.all(images)).filter((image) => image !== null));
}
