import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { attributeOf } from './attributes.ts';
import { type ElementAttributes, elementOf } from './element-node.ts';

export type Direction = 'ltr' | 'rtl';

/** Letters and the marks that stand for one; digits, spaces and punctuation have no direction of their own. */
const STRONG = /[\p{L}\u200e\u200f\u061c]/u;
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const found = new WeakMap<ProseMirrorNode, Direction | null>();

/**
 * The direction of the first letter, as `dir="auto"` decides (HTML, "The directionality"): null without letters. What has a
 * direction of its own does not count. The cost beyond the first call follows the change.
 */
export function directionOfLetters(node: ProseMirrorNode): Direction | null {
  const known = found.get(node);
  if (known !== undefined) return known;
  const direction = node.isText ? directionOfText(node) : directionOfChildren(node);
  found.set(node, direction);
  return direction;
}

function directionOfText({ text, marks }: ProseMirrorNode): Direction | null {
  const apart = marks.some(({ attrs }) => {
    const { tag, attributes } = attrs as ElementAttributes;
    return tag === 'bdi' || attributeOf(attributes, 'dir') !== undefined;
  });
  const letter = apart ? undefined : STRONG.exec(text ?? '')?.[0];
  if (letter === undefined) return null;
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}

function directionOfChildren(node: ProseMirrorNode): Direction | null {
  for (const child of node.children) {
    const direction = statedDirection(child) === null ? directionOfLetters(child) : null;
    if (direction !== null) return direction;
  }
  return null;
}

/** The direction that a block states in its `dir`; null when it states none. */
export function statedDirection(node: ProseMirrorNode): Direction | null {
  if (!node.isBlock || node.isAtom || node.type.name === 'doc') return null;
  const dir = attributeOf(elementOf(node).attributes, 'dir')?.toLowerCase();
  if (dir === 'auto') return directionOfLetters(node) ?? 'ltr';
  return dir === 'rtl' || dir === 'ltr' ? dir : null;
}

/** What has one direction as a whole: a line, or a list, whose markers are on the side where its lines start. */
export const isDirected = (node: ProseMirrorNode) =>
  node.type.name === 'textBlock' || node.type.name === 'list';
