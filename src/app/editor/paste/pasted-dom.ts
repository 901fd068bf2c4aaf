import { sanitisedBody } from '../../lib/sanitised-body.ts';

const FIRST_TAG = /^(?:\s|<!--[\s\S]*?-->|<(?:meta|html|body)\b[^>]*>|<head\b[\s\S]*?<\/head>)*<(\w+)/i;

/** Cells without their table, as a browser hands out a part of one: the HTML parser would forget them. */
function withTable(html: string): string {
  const first = FIRST_TAG.exec(html)?.[1]?.toLowerCase() ?? '';
  return /^(?:caption|col|colgroup|t[dhr]|thead|tbody|tfoot)$/.test(first) ? `<table>${html}</table>` : html;
}

/** What was copied elsewhere, harmless by the policy for all mail, in a document where nothing runs or loads. */
export const pastedDom = (html: string): HTMLElement => sanitisedBody(withTable(html));
