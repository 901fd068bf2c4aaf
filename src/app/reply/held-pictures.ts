import { holdRemoteImages } from '#mail/remote-images.ts';
import { inertBody } from '../lib/inert-html.ts';

/** How many pictures of a sanitised body the editor keeps back. Style sheets never apply there. */
export function heldPictures(html: string): number {
  const body = inertBody(html);
  for (const style of body.querySelectorAll('style')) style.remove();
  return holdRemoteImages(body);
}
