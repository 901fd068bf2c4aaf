interface TrustedPolicy {
  createHTML(html: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: TrustedPolicy): TrustedPolicy;
}

/** The name that a page's `trusted-types` directive must allow. */
export const INERT_HTML_POLICY = 'countersign-inert-html';

const asIs: TrustedPolicy = { createHTML: (html) => html };
let policy: TrustedPolicy | undefined;

function inertPolicy(): TrustedPolicy {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy(INERT_HTML_POLICY, asIs) ?? asIs;
  return policy;
}

/** A body of its own for a piece of HTML, in a document without a window: nothing in it runs, loads or is shown. */
export function inertBody(html: string): HTMLElement {
  const { body } = document.implementation.createHTMLDocument('');
  body.innerHTML = inertPolicy().createHTML(html);
  return body;
}
