import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { isElement } from '#mail/mail-dom.ts';
import { isSignature } from '#mail/signature.ts';
import type { Span } from '../folds/part.ts';
import { elementOf } from '../schema/element-node.ts';
import type { Sources } from '../source/sources.ts';

interface Range {
  readonly from: number;
  readonly to: number;
}

/** The first block between two positions that carries a mail client's mark of a signature, outside of quotes. */
export function findSignatureIn(doc: ProseMirrorNode, { from, to }: Range, sources: Sources): Span | null {
  let found: Span | null = null;
  doc.nodesBetween(from, to, (node, position) => {
    if (found || !node.isBlock || elementOf(node).tag === 'blockquote') return false;
    const [dom] = sources.of(node)?.content ?? [];
    if (dom && isElement(dom) && isSignature(dom) && node.content.size > 0)
      found = { from: position, to: position + node.nodeSize, inline: false };
    return !node.isTextblock;
  });
  return found;
}
