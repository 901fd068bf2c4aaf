const markup = /<\/?[a-z][^>]*>/i;

/** The body of a text message as plain text: a program may have written it as HTML. */
export function plainBody(body: string): string {
  if (!markup.test(body)) return body;
  const { body: root } = new DOMParser().parseFromString(body, 'text/html');
  for (const gone of root.querySelectorAll('script, style, title')) gone.remove();
  for (const line of root.querySelectorAll('br')) line.replaceWith('\n');
  for (const block of root.querySelectorAll('p, div, li, tr, h1, h2, h3, h4, h5, h6')) block.append('\n');
  return (root.textContent ?? '').replace(/\n{3,}/g, '\n\n').trim();
}
