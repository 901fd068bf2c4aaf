import type { Attachment } from '#contract/desk/conversation.ts';

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

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** The images that a body names by `cid:`, as `data:` URLs; one that does not load is left out. */
export async function inlineImages(
  attachments: Attachment[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const images = attachments.filter(canBeInline).map(async (attachment) => {
    const response = await fetch(attachmentAddress(attachment), { signal });
    if (!response.ok) return null;
    const blob = new Blob([await response.arrayBuffer()], { type: attachment.content_type });
    return [attachment.content_id?.replace(/^<|>$/g, '') ?? '', await dataUrl(blob)] as const;
  });
  return new Map((await Promise.all(images)).filter((image) => image !== null));
}
