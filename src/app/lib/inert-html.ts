import { trustedTypesPolicy } from './trusted-types.ts';

const asIs = { createHTML: (html: string) => html };
let policy: typeof asIs | undefined;

/**
 * A body of its own for a piece of HTML, in a document without a window: nothing in it runs, loads or is shown. HTML that
 * begins with a `<body …>` tag gives it its attributes. Like the sanitiser's it has no doctype, as most mail: so a table
 * stays in the paragraph around it.
 */
export function inertBody(html: string): HTMLElement {
  policy ??= trustedTypesPolicy('countersign-inert-html', asIs) ?? asIs;
  const whole = html.startsWith('<body') ? html : `<body>${html}`;
  return new DOMParser().parseFromString(policy.createHTML(whole), 'text/html').body;
}
