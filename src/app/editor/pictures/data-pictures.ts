import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { imageTypes } from '#mail/inline-images.ts';
import { attributeOf } from '../schema/attributes.ts';
import { elementOf } from '../schema/element-node.ts';

/** The picture that a `data:` URL holds; null when it holds none that can be sent. */
export function pictureFrom(url: string): File | null {
  const [, type = '', base64 = ''] = /^\s*data:(image\/[\w.+-]+)(?:;[^,;]+)*;base64,(.*)$/is.exec(url) ?? [];
  if (!imageTypes.some((known) => known === type.toLowerCase())) return null;
  try {
    const bytes = Uint8Array.from(atob(decodeURIComponent(base64).replace(/\s/g, '')), (character) =>
      character.charCodeAt(0),
    );
    return new File([bytes], '', { type: type.toLowerCase() });
  } catch {
    return null;
  }
}

/** A picture that is going to be uploaded, and where it belongs. */
export interface PlacedPicture {
  readonly file: File;
  readonly at: number;
  /** The image that it was, with its own attributes and links. */
  readonly image?: ProseMirrorNode;
}

/**
 * Takes the pictures that a pasted part holds as `data:` URLs out of the document again, which most mail programs would not
 * show. @returns each with the place where it was.
 */
export function takeDataPictures(tr: Transaction): PlacedPicture[] {
  const taken: PlacedPicture[] = [];
  const changed = changedRange(tr);
  if (!changed) return taken;
  tr.doc.nodesBetween(changed.from, changed.to, (node, position) => {
    if (node.type.name !== 'image') return true;
    const file = pictureFrom(attributeOf(elementOf(node).attributes, 'src') ?? '');
    if (file) taken.push({ file, at: position - taken.length, image: node });
    return false;
  });
  for (const { at } of taken) tr.delete(at, at + 1);
  return taken;
}

function changedRange(tr: Transaction): { from: number; to: number } | null {
  let range: { from: number; to: number } | null = null;
  for (const [index, map] of tr.mapping.maps.entries()) {
    map.forEach((_from, _to, from, to) => {
      const later = tr.mapping.slice(index + 1);
      const [start, end] = [later.map(from, -1), later.map(to, 1)];
      range = { from: Math.min(range?.from ?? start, start), to: Math.max(range?.to ?? end, end) };
    });
  }
  return range;
}
