import { hasContent, isCell, isElement, type MailRoot, nameOf } from './mail-dom.ts';

function markGroup(group: readonly Node[], mark: string, document: Document): void {
  const [first] = group;
  if (!first?.parentNode) return;
  if (group.length === 1 && isElement(first)) {
    first.setAttribute(mark, '');
    return;
  }
  if (isCell(first.parentNode) && !/^t[dh]$/.test(nameOf(first.parentNode))) {
    for (const node of group) if (isElement(node)) node.setAttribute(mark, '');
    return;
  }
  const fold = document.createElement('div');
  fold.setAttribute(mark, '');
  first.parentNode.insertBefore(fold, first);
  fold.append(...group);
}

/** Whether anything is left to read besides what would be folded. */
export function leavesContent(root: MailRoot, groups: readonly (readonly Node[])[]): boolean {
  const folded = new Set(groups.flat());
  const pending: Node[] = [...root.childNodes];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (folded.has(node) || !hasContent(node)) continue;
    if (node.nodeType === 3 || nameOf(node) === 'img') return true;
    for (const child of node.childNodes) pending.push(child);
  }
  return false;
}

/**
 * Marks runs of siblings with an attribute for the style sheet that hides them; lone siblings are wrapped in a `div`.
 * Nothing is marked where nothing would be left to read. Returns how many parts there are.
 */
export function markParts(
  groups: readonly (readonly Node[])[],
  mark: string,
  root: MailRoot,
  document: Document,
): number {
  if (groups.length === 0 || !leavesContent(root, groups)) return 0;
  for (const group of groups) markGroup(group, mark, document);
  return groups.length;
}
