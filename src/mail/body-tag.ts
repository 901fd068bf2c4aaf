const tag = /^<body(?: [^\s"'<>=]+="[^"]*")*>/;

/**
 * Parts sanitised mail into the start tag of a body with a look of its own, as `sanitise` writes it ('' when there is
 * none), and the content. The two together are the mail.
 */
export function splitBodyTag(html: string): { tag: string; content: string } {
  const [found = ''] = tag.exec(html) ?? [];
  return { tag: found, content: html.slice(found.length) };
}
