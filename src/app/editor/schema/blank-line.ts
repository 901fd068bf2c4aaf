import type { Node as ProseMirrorNode } from '@tiptap/pm/model';

/** A line that shows nothing; Outlook keeps its blank lines open with a no-break space. */
export const isBlankLine = (node: ProseMirrorNode | null): boolean =>
  node?.isTextblock === true &&
  node.children.every(({ type, text }) => type.name === 'lineBreak' || text?.trim() === '');
