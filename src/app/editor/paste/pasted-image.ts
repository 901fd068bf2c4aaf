import { contentIdOf, ownContentId } from '#mail/inline-images.ts';
import { pictureFrom } from '../pictures/data-pictures.ts';

type Style = ReadonlyMap<string, string>;

/** A spacer, or a pixel that counts readers. */
const LARGEST_PIXEL = 2;

const pixels = (value: string | null | undefined) =>
  /^\s*(\d{1,4})(?:\.\d+)?(?:px)?\s*$/.exec(value ?? '')?.[1];

/** Where pictures are only for who is signed in there. */
const closed =
  /^https?:\/\/(?:mail\.google\.com|docs\.google\.com|outlook\.(?:live|office|office365)\.com|attachments?\.(?:office\.net|outlook\.live\.net))\//i;

/** An address that a recipient's program can fetch, or a picture that can travel with the message. */
function usable(source: string): string | null {
  const url = source.trim().replace(/^\/\//, 'https://');
  if (/^https?:/i.test(url)) return closed.test(url) ? null : url;
  if (pictureFrom(url)) return url;
  return ownContentId.test(contentIdOf(url) ?? '') ? url : null;
}

/** A clean image; `pixel` for one that nobody is meant to see, `lost` for one whose picture the clipboard did not bring. */
export function pastedImage(image: Element, style: Style): Element | 'pixel' | 'lost' {
  const width = pixels(style.get('width')) ?? pixels(image.getAttribute('width'));
  const height = pixels(style.get('height')) ?? pixels(image.getAttribute('height'));
  if (Number(width ?? Infinity) <= LARGEST_PIXEL && Number(height ?? Infinity) <= LARGEST_PIXEL)
    return 'pixel';
  const source = usable(image.getAttribute('src') ?? '');
  if (source === null) return 'lost';
  const clean = image.ownerDocument.createElement('img');
  clean.setAttribute('src', source);
  clean.setAttribute('alt', image.getAttribute('alt') ?? '');
  if (width) clean.setAttribute('width', width);
  if (height) clean.setAttribute('height', height);
  return clean;
}
