const atom = String.raw`(?:[A-Za-z0-9!#$%&'*+/=?^_\x60{|}~-]|[\u200c\u200d]|(?![\0-\x7f])[^\p{C}\p{Z}])+`;
const dotAtom = new RegExp(`^${atom}(?:\\.${atom})*$`, 'u');
const quotedString = /^"(?:[ !#-[\]-~]|(?![\0-\x7f])[^\p{C}\p{Z}]|\\[ -~])*"$/u;
const label = /^[\p{L}\p{N}](?:(?:[\p{L}\p{N}\p{M}·-]|\u200c|\u200d)*[\p{L}\p{N}\p{M}])?$/u;
const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

const octets = (text: string) => new TextEncoder().encode(text).length;

/** Where the domain of an address starts: behind the @ of a literal, otherwise behind the last @. -1: no @. */
const at = (address: string) => {
  const literal = /@\[[^\]@]*\]$/.exec(address);
  return literal ? literal.index : address.lastIndexOf('@');
};

/** The domain as the DNS knows it, lower case and in ASCII (IDNA); null when it can be none. */
function dnsName(domain: string): string | null {
  if (/^[!-~]*$/.test(domain)) return domain.toLowerCase();
  if (!domain.split('.').every((part) => label.test(part))) return null;
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : null;
}

function isLiteral(domain: string): boolean {
  const inner = domain.slice(1, -1);
  if (!/^ipv6:/i.test(inner)) return ipv4.test(inner);
  return /^[0-9a-f:.]+$/i.test(inner.slice(5)) && URL.canParse(`http://[${inner.slice(5)}]`);
}

function isDomain(domain: string): boolean {
  if (/^\[.*\]$/.test(domain)) return isLiteral(domain);
  const name = dnsName(domain);
  if (name === null || name.length > 253) return false;
  const labels = name.split('.');
  if (!labels.every((part) => part.length <= 63 && label.test(part))) return false;
  const top = labels.at(-1) ?? '';
  // ICANN forbids mail at a generic top-level domain itself; some two-letter country domains do take it.
  return labels.length === 1 ? /^[a-z]{2}$/.test(top) : !/^\d+$/.test(top);
}

/**
 * Whether a mail server could be asked to deliver to this bare address: RFC 5321 (dot-atom or quoted local part of at
 * most 64 octets; host name or address literal; 254 octets in all) with the international letters of RFC 6531.
 * Obsolete forms, comments, white space, control and invisible characters are refused. Nothing is looked up.
 */
export function isDeliverable(address: string): boolean {
  if (address.length > 320 || octets(address) > 254) return false;
  const split = at(address);
  const local = address.slice(0, split);
  return (
    split > 0 &&
    octets(local) <= 64 &&
    (dotAtom.test(local) || quotedString.test(local)) &&
    isDomain(address.slice(split + 1))
  );
}

/**
 * The address as any mail server takes it: its domain in ASCII (RFC 5891), unless the part before it needs a server that
 * takes all letters (RFC 6531) anyway.
 */
export function envelopeAddress(address: string): string {
  const split = at(address);
  const local = address.slice(0, split);
  const domain = address.slice(split + 1);
  return /^[ -~]*$/.test(local) && !/^\[/.test(domain) ? `${local}@${dnsName(domain) ?? domain}` : address;
}

/** Two addresses with the same key reach the same mailbox as far as anybody can tell. Servers ignore case in practice. */
export function addressKey(address: string): string {
  const split = at(address);
  const local = address.slice(0, split);
  const unquoted = quotedString.test(local) ? local.slice(1, -1).replace(/\\(.)/g, '$1') : local;
  const domain = address.slice(split + 1);
  return `${dotAtom.test(unquoted) ? unquoted : local}@${dnsName(domain) ?? domain}`
    .normalize('NFC')
    .toLowerCase();
}
