const letter = /\p{L}|\p{N}/u;
const characters = new Intl.Segmenter();

function firstLetter(word: string): string {
  for (const { segment } of characters.segment(word)) if (letter.test(segment)) return segment;
  return '';
}

/** Up to two characters for an avatar: of a name, of an address's local part, or the end of a telephone number. */
export function initials(name: string): string {
  if (!/\p{L}/u.test(name)) return name.replace(/\D/g, '').slice(-2);
  const words = (
    name.includes('@')
      ? name
          .split('@', 1)
          .join('')
          .split(/[._\-+]/)
      : name.split(/\s+/)
  )
    .map(firstLetter)
    .filter((found) => found !== '');
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : ''];
  return (first + last).toLocaleUpperCase();
}

/** One of `count` tones, always the same for the same text. */
export function toneOf(seed: string, count: number): number {
  let hash = 0;
  for (const character of seed.toLowerCase()) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % count;
}
