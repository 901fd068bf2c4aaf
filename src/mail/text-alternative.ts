import { convert } from 'html-to-text';

const oneLine = { leadingLineBreaks: 1, trailingLineBreaks: 1 };

/** The plain-text part of a mail (RFC 2046, 5.1.4), as long as its HTML says; lines of at most 78 characters (RFC 5322, 2.1.1). */
export function textAlternative(html: string): string {
  return convert(html, {
    wordwrap: 78,
    selectors: [
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false } },
      { selector: 'img', format: 'skip' },
      // Cells would run into each other.
      ...['td', 'th'].map((selector) => ({ selector, format: 'block', options: oneLine })),
    ],
    limits: { maxInputLength: 4 * 1024 * 1024 },
  });
}
