// Stand-in until the real module lands.
export function snippetOf(content: string, _format: 'html' | 'text', length = 140): string {
  return content
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, length);
}
export const isBlankHtml = (html: string) => html.replace(/<(?!img)[^>]*>/g, '').trim() === '';
