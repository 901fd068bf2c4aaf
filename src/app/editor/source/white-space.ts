const RUN = /[ \t\n\r\f]+/g;
const isSpace = (character: string | undefined) => character !== undefined && /[ \t\n\r\f]/.test(character);

export const isBlank = (text: string) => /^[ \t\n\r\f]*$/.test(text);
export const startsBlank = (text: string) => isSpace(text[0]);
export const endsBlank = (text: string) => isSpace(text[text.length - 1]);
export const trimStart = (text: string) => text.replace(/^[ \t\n\r\f]+/, '');
export const trimEnd = (text: string) => text.replace(/[ \t\n\r\f]+$/, '');

/** White space as a browser shows it (CSS Text 3, 4.1.1): a run is one space, and none after a space or at a line's start. */
export function collapse(text: string, afterSpace: boolean): string {
  const collapsed = text.replace(RUN, ' ');
  return afterSpace && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed;
}

/** How many characters of `written` stand for the first `count` of `shown`, which is `written` collapsed. */
function writtenLength(written: string, shown: string, count: number): number {
  let at = 0;
  const skip = () => {
    while (isSpace(written[at])) at++;
  };
  if (!isSpace(shown[0])) skip();
  for (let index = 0; index < count; index++) {
    if (isSpace(shown[index])) skip();
    else at++;
  }
  return at;
}

type Encode = (fresh: string, previous: string | undefined, next: string | undefined) => string;

/**
 * Takes an edit of collapsed text over to the text as it was written: only the characters that changed do.
 * `before` is `written` collapsed, `after` what it became; `encode` prepares what is new.
 */
export function rewrite(written: string, before: string, after: string, encode: Encode): string {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const end = after.length - tail;
  const length = (count: number) => (written === before ? count : writtenLength(written, before, count));
  return (
    written.slice(0, length(head)) +
    encode(after.slice(head, end), after[head - 1], after[end]) +
    written.slice(length(before.length - tail))
  );
}

/** Spaces that a mail client would collapse become no-break spaces, so that what was typed is what is read. */
export function keepSpaces(fresh: string, previous: string | undefined, next: string | undefined): string {
  let result = '';
  let last = previous;
  for (let index = 0; index < fresh.length; index++) {
    const character = fresh[index];
    const following = index + 1 < fresh.length ? fresh[index + 1] : next;
    const hidden = character === ' ' && (last === undefined || isSpace(last) || following === ' ');
    last = hidden ? '\u00a0' : character;
    result += last;
  }
  return result;
}
