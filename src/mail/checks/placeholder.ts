import type { CheckedReply } from './checked-reply.ts';
import { type Finding, isSeen, linkNamed, mostFindings, named, placeOfLink } from './finding.ts';
import type { BodyLine, BodyLink } from './line-writer.ts';
import { asksForWords, templateFields } from './placeholder-words.ts';
import { placeholderInTarget } from './target-placeholder.ts';

type Accept = (match: RegExpExecArray, line: BodyLine) => boolean;
type Pattern = readonly [RegExp, Accept?];

/** Tags of HTML that somebody writes about: `<title>`. */
const tags = /^(?:address|data|link|time|title|text|label|select|option|input|form|table|body|head)$/;

const holdsLink: (match: RegExpExecArray, line: BodyLine) => boolean = ({ 0: found, index }, { links }) =>
  links.some(({ start, end }) => start > index && end < index + found.length && end > start);

const inBrackets: Accept = (match, line) =>
  asksForWords(match[1] ?? '') && !holdsLink(match, line) && line.text[match.index + match[0].length] !== '(';

/** Word's own: one word, where a quotation may have more, and not what a form calls its field. */
const mergeField =
  /(?<!(?<!\p{L})(?:campo|casella|casilla|case|champ|rubrique|voce|графа|графе|графу|поле|полем|поля|строка|строке|строку)\s)«([\p{L}\p{M}\p{N}_]{1,40})»/giu;

/** The rest of a number in groups of which some are masked: `XXXX XXXX 1234`, `XXXX XX12 34`. */
const maskedRest = /^(?:\sX{2,8}){0,6}\s(?:\d{4}|X{1,8}\s?\d{1,4})(?!\d)/;

/** Whether what stands there is a part of a number that is not shown in full, as cards and accounts are written. */
function isMasked(text: string, start: number, end: number): boolean {
  const rest = text.slice(end, end + 64);
  return (
    maskedRest.test(rest) || (/X\s$/.test(text.slice(start - 2, start)) && /^\s\d{2,3}(?!\d)/.test(rest))
  );
}

/** What only a template can have left behind; as below, every repetition has a bound, so that no text is read twice. */
const certain: readonly Pattern[] = templateFields.map((field) => [field]);

/** What a template leaves behind, where a person writes: a signature may mean it. */
const likely: readonly Pattern[] = [
  ...certain,
  [/\$?\{([^{}]{1,60})\}/g, (match) => asksForWords(match[1] ?? '')],
  [/(?<!\[)\[{1,2}([^[\]]{1,60})\]{1,2}/g, inBrackets],
  [/【([^【】]{1,30})】|［([^［］]{1,30})］/g, (match) => asksForWords(match[1] ?? match[2] ?? '')],
  [/<{1,2}([^<>]{1,60})>{1,2}/g, (match) => asksForWords(match[1] ?? '') && !tags.test(match[1] ?? '')],
  [mergeField, (match) => asksForWords(match[1] ?? '')],
  [/%{1,2}(\p{L}{2,30}(?:_\p{L}{1,30}){0,4})%{1,2}/gu, (match) => asksForWords(match[1] ?? '')],
  [
    /(?<![\p{L}\p{N}_]|[\p{L}\p{N}]-)(?:X{3,60}(?:-X{2,60}){0,9}|X{1,4}[/.,]X{2,4}(?:[/.,]X{2,4})?)(?![\p{L}\p{N}_]|-[\p{L}\p{N}])/gu,
    ({ 0: found, index }, { text }) => !isMasked(text, index, index + found.length),
  ],
  [/(?<![\p{L}\p{N}_.@/-])(?:TBD|tbd|FIXME)(?![\p{L}\p{N}_@]|[-.]\p{L})/gu],
  [
    /(?<![\p{L}\p{N}_.@/-])TODO(?![\p{L}\p{N}_@]|[-./]\p{L}|\s(?:BIEN|EL|EN|ES|ESTÁ|ESTO|INCLUIDO|LA|LO|LOS|TIPO)(?!\p{L}))/gu,
  ],
  [/(?<!\p{L})lorem ipsum(?:\s\p{L}{1,20}){0,3}/giu],
  [/(?<!\p{L})(?:INSERT|ENTER|YOUR)(?: [A-Z]{1,20}){1,4} HERE(?!\p{L})/gu],
  [/(?<![\p{L}\p{N}_[{<%«])(?:FIRST|LAST|FULL|COMPANY|CUSTOMER|CLIENT|CONTACT)[_ ]?NAME(?![\p{L}\p{N}_])/gu],
];

/** A quick look whether a line can have any of them. */
const suspicious = /[{[<%«【［]|\*\||XX|TBD|FIXME|TODO|lorem|HERE|NAME/i;

function* foundIn(line: BodyLine, patterns: readonly Pattern[]): Generator<string> {
  if (!suspicious.test(line.text)) return;
  for (const [pattern, accept] of patterns)
    for (const match of line.text.matchAll(pattern)) if (accept?.(match, line) ?? true) yield match[0];
}

const inText = (quote: string): Finding => ({
  check: 'placeholder',
  reason: `${named(quote)} is a placeholder that nobody filled in: write what it stands for, or remove it.`,
  place: { part: 'body', quote },
});

const inTarget = (link: BodyLink, placeholder: string): Finding => ({
  check: 'placeholder',
  reason: `${linkNamed(link)} leads to ${named(placeholder)}, a placeholder that nobody filled in: write what it stands for, or take the link out.`,
  place: placeOfLink(link),
});

function* findIn(lines: readonly BodyLine[], patterns: readonly Pattern[]): Generator<string | BodyLink> {
  for (const line of lines) {
    yield* foundIn(line, patterns);
    for (const { link } of line.links) if (isSeen(link)) yield link;
  }
}

function* findAll({ own, signature }: CheckedReply): Generator<string | BodyLink> {
  yield* findIn(own, likely);
  yield* findIn(signature, certain);
}

/**
 * Finds what was left of a template: in the own part, in links' targets, and, where it is certain, in the signature. Each
 * text once.
 */
export function checkPlaceholder(reply: CheckedReply): Finding[] {
  const findings: Finding[] = [];
  const quotes = new Set<string>();
  const judged = new Set<BodyLink>();
  for (const found of findAll(reply)) {
    if (findings.length >= mostFindings) break;
    if (typeof found !== 'string') {
      if (judged.has(found)) continue;
      judged.add(found);
      const placeholder = placeholderInTarget(found.href);
      if (placeholder !== null) findings.push(inTarget(found, placeholder));
    } else if (![...quotes].some((other) => other.includes(found))) {
      quotes.add(found);
      findings.push(inText(found));
    }
  }
  return findings;
}
