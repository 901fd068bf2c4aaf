import { decoded } from './link-address.ts';
import { asksForWords, templateFields } from './placeholder-words.ts';

/** A part of an address by itself: a host, a step of a path, a value. Not the `[name]` of `filter[name]=`. */
const alone = (pattern: string) => new RegExp(`(?<=^|[/=:@])(?:${pattern})(?=$|[/?&#])`, 'gu');

const asksForPart = (content: string): boolean => {
  const words = content.replace(/[-_+]/g, ' ');
  return asksForWords(content) || asksForWords(words) || /\b(?:link|url)\b/i.test(words);
};

/** What templates leave behind in targets; each may ask what stands in its marks. */
const patterns: readonly (readonly [RegExp, ((content: string) => boolean)?])[] = [
  ...templateFields.map((field) => [field] as const),
  [/\$?\{([^{}]{1,60})\}/g, asksForWords],
  // Not two bytes of a letter in an old character set: `%AD%20`.
  [/%{1,2}(?![\da-f]{2}%)(\p{L}{2,30}(?:_\p{L}{1,30}){0,4})%{1,2}/giu, asksForWords],
  [alone(String.raw`[[<]{1,2}([^[\]<>]{1,60})[\]>]{1,2}`), asksForPart],
  [alone('TBD|FIXME|X{3,60}(?:-X{2,60}){0,9}|(?:INSERT|ENTER|YOUR)(?:[-_+ ][A-Z]{1,20}){1,4}')],
  // Where nothing else is the address.
  [/(?<=^(?:https?:)?\/{0,2})(?:tbd|todo|link|url)(?=\/?$)/gi],
];

/** Letters instead of the bytes that stand for them, as far as they do. */
const readable = (href: string) => href.replace(/(?:%[\da-f]{2})+/gi, decoded);

/** What was left of a template in a link's target, as a person would write it; null where nothing was. */
export function placeholderInTarget(href: string | null): string | null {
  const target = readable((href ?? '').trim());
  for (const [pattern, accept] of patterns)
    for (const [found, content = ''] of target.matchAll(pattern)) if (accept?.(content) ?? true) return found;
  return null;
}
