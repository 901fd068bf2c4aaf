import { newEffort } from './diff-tokens.ts';
import { countWords, diffWords } from './diff-words.ts';
import { wordsOf } from './words-of.ts';

export interface TextPart {
  kind: 'same' | 'ins' | 'del';
  text: string;
}

export interface TextDiff {
  /** What stayed and what came in make up the text after; what stayed and what went, but for white space, the text before. */
  parts: TextPart[];
  /** Words, without punctuation. */
  inserted: number;
  deleted: number;
  /** Something else than white space changed. */
  changed: boolean;
  /** The texts differ too much to be compared word by word throughout. */
  coarse: boolean;
}

/** The words of a text, and where each ends with the white space behind it. */
function read(text: string) {
  const words = wordsOf(text);
  const startOf = (i: number) => (i === 0 ? 0 : (words[i]?.start ?? text.length));
  return {
    words,
    /** The words of a range with the white space behind them. */
    slice: ([from, to]: readonly [number, number]) =>
      from === to ? '' : text.slice(startOf(from), startOf(to)),
    /** The white space before a word. */
    before: (i: number) => text.slice(words[i - 1]?.end ?? 0, words[i]?.start ?? text.length),
  };
}

/** What changed between two plain texts, word by word. White space alone is no change. */
export function diffTexts(before: string, after: string): TextDiff {
  const [old, now] = [read(before), read(after)];
  const effort = newEffort();
  const parts: TextPart[] = [];
  let [inserted, deleted, changed] = [0, 0, false];
  const add = (kind: TextPart['kind'], text: string) => {
    if (text !== '') parts.push({ kind, text });
  };
  for (const hunk of diffWords(old.words, now.words, effort)) {
    if (hunk.same) {
      add('same', now.slice(hunk.after));
      continue;
    }
    changed = true;
    inserted += countWords(now.words, hunk.after);
    deleted += countWords(old.words, hunk.before);
    const gone = old.slice(hunk.before);
    const isApart =
      hunk.after[0] > 0 && now.before(hunk.after[0]) === '' && old.before(hunk.before[0]) !== '';
    add('del', isApart ? `${old.before(hunk.before[0])}${gone.trimEnd()}` : gone);
    add('ins', now.slice(hunk.after));
  }
  if (now.words.length === 0) add('same', after);
  return { parts, inserted, deleted, changed, coarse: effort.exceeded };
}
