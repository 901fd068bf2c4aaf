/** Chromium breaks a composition off right behind a box that is empty; one with an image in it, however small, is not. */
export function caretStop(): HTMLElement {
  const image = document.createElement('img');
  // ProseMirror's own class for images that are nothing but that.
  image.className = 'ProseMirror-separator';
  image.alt = '';
  return image;
}
