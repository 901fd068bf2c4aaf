import { decodePunycode } from './punycode.ts';

/** A domain as addresses are compared by: lower case, in ASCII, without an `@` in front or a dot behind. */
export function normalDomain(domain: string): string {
  const name = domain.trim().replace(/^@/, '').replace(/\.$/, '').toLowerCase();
  if (/^[!-~]*$/.test(name) || !URL.canParse(`http://${name}`)) return name;
  return new URL(`http://${name}`).hostname;
}

/** Whether a domain is another, or one below it (`mail.x.org` below `x.org`). */
export const isDomainOrBelow = (domain: string, other: string) =>
  other !== '' && (domain === other || domain.endsWith(`.${other}`));

/** A host as people read it: the letters that `xn--` stands for. */
export const readableHost = (host: string) =>
  host
    .split('.')
    .map((label) => (label.startsWith('xn--') ? (decodePunycode(label.slice(4)) ?? label) : label))
    .join('.');

/** Second levels that countries give away names below: `x.co.uk`. */
const secondLevels = new Set('ac co com edu gob gov gv ltd me ne net or org plc'.split(' '));

/** A domain as its owner has it: the name they chose, and what it was given below (`acme` and `co.uk`). */
export function ownerOf(domain: string): { name: string; suffix: string } {
  const labels = domain.split('.');
  const isCountry = labels.length > 2 && labels.at(-1)?.length === 2;
  const count = isCountry && secondLevels.has(labels.at(-2) ?? '') ? 2 : 1;
  return { name: labels.at(-count - 1) ?? '', suffix: labels.slice(-count).join('.') };
}
