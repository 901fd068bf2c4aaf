import type { MailRoot } from '../mail-dom.ts';

export interface MailLink {
  /** What a reader sees of it; '' for a picture without a description. */
  text: string;
  href: string;
}

export interface Retargeted {
  text: string;
  from: string;
  to: string;
}

export interface LinkDiff {
  added: MailLink[];
  removed: MailLink[];
  /** The same words lead elsewhere. */
  retargeted: Retargeted[];
}

function linksOf(root: MailRoot): MailLink[] {
  return [...root.querySelectorAll('a[href], area[href]')].map((link) => {
    const pictures = [...link.querySelectorAll('img')].map((image) => image.getAttribute('alt') ?? '');
    const text = [link.textContent, ...pictures, link.getAttribute('alt') ?? ''].join(' ');
    return { text: text.replace(/\s+/g, ' ').trim(), href: (link.getAttribute('href') ?? '').trim() };
  });
}

/** Takes each link of `from` that has an equal in `to` out of both, once; says which found one. */
function takeEqual(
  from: MailLink[],
  to: MailLink[],
  keyOf: (link: MailLink) => string,
): [MailLink, MailLink][] {
  const waiting = new Map<string, MailLink[]>();
  for (const link of to) {
    const equals = waiting.get(keyOf(link));
    if (equals) equals.push(link);
    else waiting.set(keyOf(link), [link]);
  }
  const pairs = from.flatMap((link): [MailLink, MailLink][] => {
    const equal = waiting.get(keyOf(link))?.shift();
    return equal ? [[link, equal]] : [];
  });
  const taken = new Set(pairs.flat());
  for (const list of [from, to]) list.splice(0, list.length, ...list.filter((link) => !taken.has(link)));
  return pairs;
}

/** What became of the links of sanitised mail. The same target under other words is a matter of the words. */
export function diffLinks(before: MailRoot, after: MailRoot): LinkDiff {
  const [removed, added] = [linksOf(before), linksOf(after)];
  takeEqual(removed, added, ({ text, href }) => `${href}\n${text}`);
  const pairs = takeEqual(removed, added, ({ text }) => text);
  takeEqual(removed, added, ({ href }) => href);
  const retargeted = pairs.map(([from, to]) => ({ text: to.text, from: from.href, to: to.href }));
  return { added, removed, retargeted };
}
