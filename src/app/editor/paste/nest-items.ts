import type { Numbering } from './numbering.ts';

/** A list item that says how deep it is, as Word has it, instead of standing in a list. */
export interface LeveledItem {
  readonly level: number;
  readonly numbering: Numbering;
  readonly item: Element;
}

interface OpenList {
  readonly level: number;
  readonly list: Element;
  numbering: Numbering;
}

const continues = ({ numbering: last }: OpenList, next: Numbering) =>
  last.tag === next.tag &&
  (next.tag === 'ul' || (last.type === next.type && last.number + 1 === next.number));

function openList({ tag, type, number }: Numbering, page: Document): Element {
  const list = page.createElement(tag);
  if (type) list.setAttribute('type', type);
  if (tag === 'ol' && number !== 1) list.setAttribute('start', String(number));
  return list;
}

/** Real lists for items that follow each other: deeper ones inside the item before. */
export function nestItems(items: readonly LeveledItem[], page: Document): Element[] {
  const roots: Element[] = [];
  const open: OpenList[] = [];
  for (const { level, numbering, item } of items) {
    while ((open.at(-1)?.level ?? 0) > level) open.pop();
    const same = open.at(-1)?.level === level ? open.at(-1) : undefined;
    if (same && continues(same, numbering)) {
      same.list.append(item);
      same.numbering = numbering;
      continue;
    }
    if (same) open.pop();
    const list = openList(numbering, page);
    const holder = open.at(-1)?.list.lastElementChild;
    if (holder) holder.append(list);
    else roots.push(list);
    list.append(item);
    open.push({ level, list, numbering });
  }
  return roots;
}
