import { everybody, greetingLength, isOneOf, joining, noNames, particles, titles } from './greeting-words.ts';
import { foldName } from './person-name.ts';

/** One name in a greeting. */
export interface GreetedName {
  /** As it is written, without titles. */
  readonly text: string;
  readonly words: readonly string[];
  readonly titled: boolean;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly isWord: boolean;
}

/** Characters of a line that are read. */
const longestGreeting = 160;
const titleWithDot = /^(?:mr|mrs|ms|dr|drs|prof|sr|sra|srta|dhr|mevr|dipl|ing|mag|sig|dott|st|m|\p{Lu})\.$/iu;

function tokensOf(line: string): Token[] {
  const found = line.matchAll(/[\p{L}\p{M}][\p{L}\p{M}\p{N}'’]*\.?|\S/gu);
  return Array.from(found).flatMap(({ 0: text, index }): Token[] => {
    const isWord = /^\p{L}/u.test(text);
    if (!isWord || !text.endsWith('.') || titleWithDot.test(text)) return [{ text, start: index, isWord }];
    const word = text.slice(0, -1);
    return [
      { text: word, start: index, isWord },
      { text: '.', start: index + word.length, isWord: false },
    ];
  });
}

const isCapital = (token: Token) => /^\p{Lu}|^\p{Lo}/u.test(token.text);
const isJoin = (token: Token) => isOneOf(joining, token.text) || joining.has(token.text);
const isTitle = (token: Token) => isOneOf(titles, token.text);
const isDash = (token: Token | undefined) => token?.text === '-' || token?.text === '‐';
const ends = (token: Token | undefined) => token === undefined || /^[,!:;.…–—-]$/.test(token.text);

/** The tokens behind a greeting up to where the names end, and whether something ends them. */
function namesAt(tokens: readonly Token[], from: number): { names: Token[]; end: number; isEnded: boolean } {
  const names: Token[] = [];
  let i = from;
  for (let token = tokens[i]; token && names.length < 10; token = tokens[++i]) {
    const next = tokens[i + 1];
    const joinsWord =
      isDash(token) && next?.isWord && tokens[i - 1]?.isWord && next.start === token.start + 1;
    if (joinsWord) continue;
    if (!token.isWord && !isJoin(token)) break;
    const isInName = isTitle(token) || (names.length > 0 && isOneOf(particles, token.text));
    if (isOneOf(noNames, token.text) && !isJoin(token) && !isInName) break;
    const isPart = isCapital(token) || isJoin(token) || isTitle(token) || isOneOf(particles, token.text);
    if (!isPart && !isOneOf(everybody, token.text)) break;
    names.push(token);
  }
  // `hi bob,` as people type on a phone.
  const [lone, after] = [tokens[from], tokens[from + 1]];
  const isTyped =
    lone?.isWord && !isOneOf(noNames, lone.text) && (after === undefined || /^[,!]$/.test(after.text));
  if (names.length === 0 && lone && isTyped) return { names: [lone], end: from + 1, isEnded: true };
  return { names, end: i, isEnded: ends(tokens[i]) };
}

function partNames(names: readonly Token[], line: string): GreetedName[] {
  const groups: Token[][] = [[]];
  for (const token of names) {
    if (isJoin(token)) groups.push([]);
    else groups.at(-1)?.push(token);
  }
  return groups.flatMap((group): GreetedName[] => {
    if (group.some((token) => isOneOf(everybody, token.text))) return [];
    const own = group.filter((token) => !isTitle(token));
    const words = own.filter((token) => !isOneOf(particles, token.text));
    const [first, last] = [own[0], words.at(-1)];
    if (!first || !last) return [];
    const text = line.slice(first.start, last.start + last.text.length);
    return [{ text, words: words.map((token) => token.text), titled: own.length < group.length }];
  });
}

/** The names that a line greets; null where it is no greeting, none where it greets nobody by name. */
export function greetedNames(text: string): GreetedName[] | null {
  const line = text.slice(0, longestGreeting);
  const tokens = tokensOf(line);
  const folded = tokens.map((token) => (token.isWord ? foldName(token.text) : token.text));
  let { count: at, isLoose } = greetingLength(folded);
  if (at === 0) return null;
  for (let more = greetingLength(folded.slice(at)); more.count > 0; more = greetingLength(folded.slice(at))) {
    at += more.count;
    isLoose &&= more.isLoose;
  }
  // `Hello, Diana!`
  const isParted = tokens[at]?.text === ',';
  if (isParted) at++;
  const { names, end, isEnded } = namesAt(tokens, at);
  // `Hi Rob here from Roofers` names the sender.
  const isSender = tokens[end]?.text === 'here';
  if (!isEnded && (isParted || !isLoose || isSender)) return [];
  if (isParted && (names.length > 3 || tokens[end]?.text === '.' || !names[0] || !isCapital(names[0])))
    return [];
  const rest = line.slice(tokens[end]?.start ?? line.length).replace(/^[,\s]+/, '');
  const more = tokens[end]?.text === ',' ? (furtherNames(rest) ?? []) : [];
  return [...partNames(names, line), ...more];
}

/** `Hi Diana, Tom and Sam,` and `Dear Diana, dear Tom,`: names behind the comma, when nothing else is. */
function furtherNames(rest: string): GreetedName[] | null {
  const tokens = tokensOf(rest);
  const { count } = greetingLength(tokens.map((token) => foldName(token.text)));
  if (count > 0) return greetedNames(rest);
  const { names, end, isEnded } = namesAt(tokens, 0);
  const isList = names.some(isJoin) && names.every((token) => isCapital(token) || isJoin(token));
  return isList && isEnded && end >= tokens.length - 1 ? partNames(names, rest) : null;
}
