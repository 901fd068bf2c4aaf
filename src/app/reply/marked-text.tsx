import type { Grapheme } from '#mail/gsm-alphabet.ts';
import { isInvisible } from '#mail/plain-form.ts';

/** What lays text out, for a field and the marks behind it: one line that breaks elsewhere, and they are wrong. */
export const textLayout =
  'col-start-1 row-start-1 m-0 min-h-24 w-full border-0 px-[18px] py-3.5 text-[14.5px] leading-[1.6] whitespace-pre-wrap [overflow-wrap:break-word]';

interface Props {
  text: string;
  marks: readonly Grapheme[];
}

/** The marks behind a field that shows the same text: it has its letters too, unseen, so that each mark is in its place. */
export function MarkedText({ text, marks }: Props) {
  const ends = marks.map(({ at, character }) => at + character.length);
  return (
    <div
      aria-hidden
      dir="auto"
      className={`marked-text pointer-events-none text-transparent select-none [unicode-bidi:plaintext] ${textLayout}`}
    >
      {marks.map(({ at, character }, n) => [
        text.slice(n === 0 ? 0 : ends[n - 1], at),
        <mark key={at} data-hidden={isInvisible(character) || undefined}>
          {character}
        </mark>,
      ])}
      {text.slice(ends.at(-1) ?? 0)}
      {'\n'}
    </div>
  );
}
