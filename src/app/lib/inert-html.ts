import { trustedTypesPolicy } from './trusted-types.ts';

const asIs = { createHTML: (html: string) => html };
let policy: typeof asIs | undefined;

/**
 * A body of its own for a piece of HTML, in a document without a window: nothing in it runs, loads or is shown. HTML that
 * begins with a `<body …>` tag gives it its attributes.
 */
export function inertBody(html: string): HTMLElement {
  policy ??= trustedTypesPolicy('countersign-inert-html', asIs) ?? asIs;
  const inert = document.implementation.createHTMLDocument('');
  const root = html.startsWith('<body') ? inert.documentElement : inert.body;
  root.innerHTML = policy.createHTML(html);
  return inert.body;
}
