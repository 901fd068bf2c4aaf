const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const SAFE = /^(?:https?|mailto|tel):/i;
const ADDRESS = /^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/;
const PHONE = /^\+?[\d\s().-]{6,}$/;
const HOST_AND_PORT = /^[\w.-]+:\d+(?:\/|$)/;

/**
 * The address a person means by what they typed into a link field: `example.com` is a page, `jo@example.com` a mail address,
 * `+1 555 0100` a phone number. Null when it cannot be one, or is of a kind that does something else than open.
 */
export function linkAddress(typed: string): string | null {
  // Browsers drop these characters inside a scheme, so `java\nscript:` would pass as a name.
  const text = [...typed]
    .filter((character) => character > '\u001f' && character !== '\u007f')
    .join('')
    .trim();
  if (text === '') return null;
  if (SAFE.test(text)) return isWhole(text) ? text.replace(/\s/g, '%20') : null;
  if (ADDRESS.test(text)) return `mailto:${text}`;
  if (PHONE.test(text)) return `tel:${text.replace(/[\s().-]/g, '')}`;
  if (SCHEME.test(text) && !HOST_AND_PORT.test(text)) return null;
  const page = `https://${text.replace(/^\/+/, '')}`;
  return /\s/.test(text) || !isWhole(page) || !/[.:]|^https:\/\/localhost\b/.test(page.slice(8))
    ? null
    : page;
}

function isWhole(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, pathname } = new URL(address);
  return protocol.startsWith('http') ? hostname !== '' : pathname !== '';
}
