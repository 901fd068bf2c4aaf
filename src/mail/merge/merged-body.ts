import type { Clash, MergePart } from './merge-units.ts';

/** What is taken where both sides changed the same place. */
export type Pick = 'mine' | 'theirs' | 'both';

const endsBlock =
  /<(?:br|hr)\b[^<>]*>\s*$|<\/(?!a\b|b\b|em\b|font\b|i\b|s\b|span\b|strong\b|u\b)[a-z][^<>]*>\s*$/i;

/** Theirs, then mine, and not on one line. */
function bothOf({ mine, theirs }: Clash, lineEnd: '<br>' | '\n'): string {
  if (mine === '' || theirs === '') return theirs + mine;
  const isApart =
    lineEnd === '\n'
      ? theirs.endsWith('\n')
      : endsBlock.test(theirs) || /^\s*<(?:p|div|ul|ol|table|h\d|blockquote)\b/i.test(mine);
  return `${theirs}${isApart ? '' : lineEnd}${mine}`;
}

/**
 * The merged body once every clash is decided.
 * @param picks one for each clash, in their order; what is not picked yet counts as both.
 * @param lineEnd what parts two lines of this kind of body.
 */
export function mergedBody(
  parts: readonly MergePart[],
  picks: readonly (Pick | undefined)[] = [],
  lineEnd: '<br>' | '\n' = '<br>',
): string {
  let n = 0;
  return parts
    .map((part) => {
      if (part.kind === 'merged') return part.source;
      const pick = picks[n++] ?? 'both';
      return pick === 'both' ? bothOf(part, lineEnd) : part[pick];
    })
    .join('');
}

export const clashesIn = (parts: readonly MergePart[]): Clash[] =>
  parts.filter((part): part is Clash => part.kind === 'clash');
