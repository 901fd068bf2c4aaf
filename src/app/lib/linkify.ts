export interface TextPiece {
  text: string;
  /** `https:`, `http:` or `mailto:`; absent for text that is no link. */
  href?: string;
}

const candidate = /https?:\/\/[^\s<>"']+|[\w.!#$%&*+/=?^{|}~-]+@[\w-]+(?:\.[\w-]+)+/giu;
const trailing = /[.,;:!?'*_~\]]+$/;

/** Sentence marks behind an address are not part of it, nor is a bracket that it did not open. */
function trimmed(found: string): string {
  let link = found.replace(trailing, '');
  while (link.endsWith(')') && link.split(')').length > link.split('(').length) {
    link = link.slice(0, -1).replace(trailing, '');
  }
  return link;
}

function hrefOf(link: string): string | undefined {
  if (!/^https?:/i.test(link)) return `mailto:${link}`;
  return URL.canParse(link) ? link : undefined;
}

/** Cuts plain text into links and what stands between them; the pieces joined are the text again. */
export function linkify(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(candidate)) {
    const link = trimmed(match[0]);
    const href = hrefOf(link);
    if (href === undefined) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: link, href });
    from = match.index + link.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}
