/**
 * What an element is by the mark its mail client gave it: the marks of quoted-history.ts and signature.ts, for reading
 * without a DOM. `…Below` means that all that follows belongs to it; `indent` is a quote only behind an attribution.
 */
export type PartMark = 'quoted' | 'quotedBelow' | 'indent' | 'signature' | 'signatureBelow';

type Attributes = Readonly<Record<string, string | undefined>>;

const quotedClasses =
  /(?:^|\s)(?:gmail_quote|gmail_extra|moz-cite-prefix|protonmail_quote|tutanota_quote|ms-outlook-mobile-reference-message)(?:\s|$)|yahoo_quoted/;
const quotedIds = new Set(['OLK_SRC_BODY_SECTION', 'mail-editor-reference-message-container']);
const quotedBelowIds = new Set(['divRplyFwdMsg', 'appendonsend', 'stopSpelling', 'zwchr']);
const signatureClasses =
  /(?:^|\s)(?:gmail_signature|gmail_signature_prefix|moz-signature|protonmail_signature_block)(?:\s|$)|yahoo_signature|^ydp\S*signature$/;
const signatureIds = new Set(['Signature', 'AppleMailSignature', 'ms-outlook-mobile-signature']);

/** The mark of an element, by its lower-case name and its attributes; null where it has none. */
export function markOf(name: string, attributes: Attributes): PartMark | null {
  const { id = '', class: classes = '', type = '' } = attributes;
  if (quotedClasses.test(classes) || quotedIds.has(id)) return 'quoted';
  if (quotedBelowIds.has(id)) return 'quotedBelow';
  if (name === 'blockquote') return type.toLowerCase() === 'cite' ? 'quoted' : 'indent';
  if (
    signatureClasses.test(classes) ||
    signatureIds.has(id) ||
    attributes['data-signatureblock'] !== undefined
  )
    return 'signature';
  const begins =
    id === 'lineBreakAtBeginningOfSignature' || (name === 'a' && attributes.name === '_MailAutoSig');
  return begins ? 'signatureBelow' : null;
}
