import { splitBodyTag } from '../body-tag.ts';
import { blocksOf, type MailBlock } from './blocks-of.ts';
import { type MergePart, mergeUnits } from './merge-units.ts';

/** Three versions of a body: what both sides began with, and what each made of it. */
export interface Versions {
  base: string;
  mine: string;
  theirs: string;
}

const deepest = 100;

function mergeContents(versions: Versions, depth: number): MergePart[] {
  const blocks = {
    base: blocksOf(versions.base),
    mine: blocksOf(versions.mine),
    theirs: blocksOf(versions.theirs),
  };
  const sourcesOf = (list: readonly MailBlock[]) => list.map(({ source }) => source);
  const within = (list: readonly MailBlock[], source: string) =>
    list.find((block) => block.source === source)?.parts;
  return mergeUnits(
    { base: sourcesOf(blocks.base), mine: sourcesOf(blocks.mine), theirs: sourcesOf(blocks.theirs) },
    (base, mine, theirs) => {
      const [was, my, their] = [
        within(blocks.base, base),
        within(blocks.mine, mine),
        within(blocks.theirs, theirs),
      ];
      if (!was || !my || !their || depth > deepest) return null;
      const sameTags = [my, their].every(({ open, close }) => open === was.open && close === was.close);
      if (!sameTags) return null;
      const content = { base: was.content, mine: my.content, theirs: their.content };
      return [
        { kind: 'merged', source: was.open },
        ...mergeContents(content, depth + 1),
        { kind: 'merged', source: was.close },
      ];
    },
  );
}

/**
 * Merges two versions of a sanitised body that go back to the same one: three-way, on its blocks, and within a block that
 * both changed on the blocks and lines that it holds. What nobody touched keeps its bytes. A block without others in it that
 * both changed is a clash for a person to decide (`mergedBody`).
 */
export function mergeBodies({ base, mine, theirs }: Versions): MergePart[] {
  const [was, my, their] = [splitBodyTag(base), splitBodyTag(mine), splitBodyTag(theirs)];
  const unit = (tag: string) => (tag === '' ? [] : [tag]);
  return [
    ...mergeUnits({ base: unit(was.tag), mine: unit(my.tag), theirs: unit(their.tag) }),
    ...mergeContents({ base: was.content, mine: my.content, theirs: their.content }, 0),
  ];
}
