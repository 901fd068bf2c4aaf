import type { CheckedReply } from './checked-reply.ts';
import { readableHost } from './domain-name.ts';
import { type Finding, isSeen, linkNamed, mostFindings, named, placeOfLink } from './finding.ts';
import type { BodyLine, BodyLink } from './line-writer.ts';
import { addressSaid, type LinkAddress, type LinkTarget, sameHost, targetOf } from './link-address.ts';
import { isDisguised } from './look-alike.ts';

/** An address as a sentence shows it: letters that only look Latin in ASCII, where nobody takes them for Latin ones. */
const shown = (address: LinkAddress) => {
  if (address.kind === 'mail') return address.shown;
  const readable = readableHost(address.host);
  return isDisguised(readable) ? address.host : readable;
};

function agrees(said: LinkAddress, target: LinkTarget): boolean {
  if (said.kind === 'host' && target.kind === 'host') return sameHost(said.host, target.host);
  if (said.kind === 'mail' && target.kind === 'mail')
    return said.keys.some((key) => target.keys.includes(key));
  return target.kind === 'other';
}

/** What is wrong with a link, as the end of a sentence; null when nothing is. */
function faultOf({ href, text }: BodyLink): string | null {
  const target = targetOf(href);
  if (target.kind === 'nowhere') return 'leads nowhere: give it a full address, or take the link out.';
  if (target.kind === 'host' && isDisguised(readableHost(target.host)))
    return `leads to ${target.host}, which only looks like another address: check the target.`;
  const said = addressSaid(text);
  if (!said || target.kind === 'other' || agrees(said, target)) return null;
  return `says ${shown(said)} but leads to ${shown(target)}: make the text and the target agree.`;
}

const looseAddress = /(?:https?:\/\/|(?<![\p{L}\p{N}.@/-])www\.)[^\s<>"]{1,2000}/giu;

/** Addresses typed without being made a link, which mail programs and phones make links of. */
function looseFindings(line: BodyLine): Finding[] {
  const findings: Finding[] = [];
  for (const { 0: quote, index } of line.text.matchAll(looseAddress)) {
    if (line.links.some(({ start, end }) => index >= start && index < end)) continue;
    const address = addressSaid(quote);
    if (address?.kind !== 'host' || !isDisguised(readableHost(address.host))) continue;
    const reason = `${named(quote)} leads to ${address.host}, which only looks like another address: check the address.`;
    findings.push({ check: 'link', reason, place: { part: 'body', quote } });
    if (findings.length >= mostFindings) break;
  }
  return findings;
}

/** Finds links in the own part and the signature that lead nowhere, or elsewhere than they say. */
export function checkLink({ own, signature }: CheckedReply): Finding[] {
  const findings: Finding[] = [];
  const judged = new Set<BodyLink>();
  for (const line of [...own, ...signature]) {
    for (const { link } of line.links) {
      if (judged.has(link) || !isSeen(link)) continue;
      judged.add(link);
      const fault = faultOf(link);
      if (!fault) continue;
      findings.push({ check: 'link', reason: `${linkNamed(link)} ${fault}`, place: placeOfLink(link) });
      if (findings.length >= mostFindings) return findings;
    }
    findings.push(...looseFindings(line));
    if (findings.length >= mostFindings) return findings.slice(0, mostFindings);
  }
  return findings;
}
