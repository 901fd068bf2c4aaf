import type { Fragment, Node as ProseMirrorNode } from '@tiptap/pm/model';

function textOf(node: ProseMirrorNode): string {
  if (node.isTextblock)
    return node.textBetween(0, node.content.size, '', (leaf) => (leaf.type.name === 'lineBreak' ? '\n' : ''));
  const separator = node.type.name === 'tableRow' ? '\t' : '\n';
  return textsOf(node.content).join(separator);
}

const textsOf = (content: Fragment) =>
  content.content.filter((node) => !node.isLeaf || node.isText).map((node) => textOf(node));

/** What is copied, as plain text: a line for a line, an empty one between paragraphs, tabs between cells. */
export function copiedText(content: Fragment): string {
  let text = '';
  let previous: ProseMirrorNode | null = null;
  content.forEach((node) => {
    if (node.isLeaf && !node.isText) return;
    const apart = previous?.attrs.tag === 'p' && node.attrs.tag === 'p';
    text += (previous ? (apart ? '\n\n' : '\n') : '') + textOf(node);
    previous = node;
  });
  return text;
}
