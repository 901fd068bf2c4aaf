import { kindOf } from '#mail/character-kind.ts';

const mostShown = 6;

/** Characters with what they are: `“ ” (curly quotes), 🎉 (emoji), a no-break space`. */
export function characterWords(characters: readonly string[]): string {
  const kinds = new Map<string, string[]>();
  for (const character of characters) {
    const { one } = kindOf(character);
    kinds.set(one, [...(kinds.get(one) ?? []), character]);
  }
  return [...kinds.values()].map(wordsOf).join(', ');
}

function wordsOf(alike: string[]): string {
  const { one, many, blank } = kindOf(alike[0] ?? '');
  const name = alike.length === 1 ? one : many;
  if (blank) return alike.length === 1 ? `a ${name}` : name;
  return `${shown(alike)} (${name})`;
}

/** Each of them once, and not more than a line takes. */
export function shown(characters: readonly string[]): string {
  const distinct = [...new Set(characters)];
  const more = distinct.length - mostShown;
  return more > 0 ? `${distinct.slice(0, mostShown).join(' ')} and ${more} more` : distinct.join(' ');
}
