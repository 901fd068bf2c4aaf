import type { ImageType } from '#mail/inline-images.ts';

const latin = (bytes: Uint8Array, from: number, to: number) =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1');

/** What a picture is by its first bytes, whatever it is called; null for everything but PNG, JPEG, GIF and WebP. */
export function pictureType(bytes: Uint8Array): ImageType | null {
  const start = latin(bytes, 0, 12);
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(start)) return 'image/gif';
  if (/^RIFF[\s\S]{4}WEBP/.test(start)) return 'image/webp';
  return null;
}
