/** Letters of other scripts that look like Latin ones (Unicode UTS 39, confusables), lower case. */
const twins = new Map(
  Object.entries({
    а: 'a',
    в: 'b',
    с: 'c',
    ԁ: 'd',
    е: 'e',
    ё: 'e',
    ѓ: 'r',
    г: 'r',
    һ: 'h',
    н: 'h',
    і: 'i',
    ї: 'i',
    ј: 'j',
    к: 'k',
    ӏ: 'l',
    м: 'm',
    п: 'n',
    о: 'o',
    р: 'p',
    ԛ: 'q',
    ѕ: 's',
    т: 't',
    ц: 'u',
    ѵ: 'v',
    ԝ: 'w',
    х: 'x',
    у: 'y',
    ь: 'b',
    α: 'a',
    β: 'b',
    ε: 'e',
    η: 'n',
    ι: 'i',
    κ: 'k',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    σ: 'o',
    τ: 't',
    υ: 'u',
    χ: 'x',
    γ: 'y',
    ω: 'w',
    ո: 'n',
    օ: 'o',
    ս: 'u',
    հ: 'h',
    ց: 'g',
    զ: 'q',
    յ: 'j',
    ı: 'i',
    ɑ: 'a',
    ɡ: 'g',
    ɩ: 'i',
    ø: 'o',
    đ: 'd',
    ł: 'l',
    ħ: 'h',
    ß: 'b',
    æ: 'ae',
    œ: 'oe',
  }),
);

const plain = (text: string) =>
  Array.from(text.normalize('NFKD').replace(/\p{M}/gu, ''), (letter) => twins.get(letter) ?? letter).join('');

/** What a name looks like at a glance: two names with the same form are easily taken for each other. */
export const glanceOf = (name: string) =>
  plain(name.toLowerCase())
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/cl/g, 'd')
    .replace(/0/g, 'o')
    .replace(/[1i|]/g, 'l')
    .replace(/5/g, 's');

const scripts = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Hebrew',
  'Arabic',
  'Thai',
  'Devanagari',
  'Georgian',
].map((script) => new RegExp(`\\p{Script=${script}}`, 'u'));

/**
 * Whether a host, as people read it, passes for another: a label mixes scripts, or another script's letters spell a
 * Latin word under a Latin top-level domain. A name with accents (`müller.de`) passes for nothing but itself.
 */
export function isDisguised(host: string): boolean {
  const labels = host.normalize('NFC').toLowerCase().split('.');
  const isLatinTop = /^[a-z]+$/.test(labels.at(-1) ?? '');
  return labels.some((label) => {
    if (/^[!-~]*$/.test(label)) return false;
    const count = scripts.filter((script) => script.test(label)).length;
    if (count > 1) return true;
    return isLatinTop && !/\p{Script=Latin}/u.test(label) && /^[a-z0-9-]+$/.test(plain(label));
  });
}

/** Whether one letter more, less or other, or two neighbours in the other order, make one text of the other. */
export function isOneSlipApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  const shorter = Math.min(a.length, b.length);
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
