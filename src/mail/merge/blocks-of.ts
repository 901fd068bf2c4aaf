import { Parser } from 'htmlparser2';

/** A piece of markup that is moved, kept or replaced as a whole. */
export interface MailBlock {
  source: string;
  /** An element that holds blocks or lines of its own; its three sources are the whole. */
  parts: { open: string; content: string; close: string } | null;
}

const blocks =
  /^(?:address|article|aside|blockquote|caption|center|dd|details|div|dl|dt|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|style|table|tbody|td|tfoot|th|thead|tr|ul)$/;
const cells = /^t[dh]$/;

interface Found {
  start: number;
  /** Where its content begins and ends; -1: its start or end tag is not written. */
  contentStart: number;
  contentEnd: number;
  end: number;
  name: string;
  isBlock: boolean;
  holdsMore: boolean;
}

/** What stands at the top of a piece of markup; text is left out. */
function elementsOf(html: string): Found[] {
  const found: Found[] = [];
  let depth = 0;
  const parser = new Parser({
    onopentag(name, _attributes, isImplied) {
      const top = depth === 0 ? undefined : found.at(-1);
      depth++;
      if (top) {
        top.isBlock ||= blocks.test(name);
        top.holdsMore ||= blocks.test(name) || name === 'br';
        return;
      }
      found.push({
        start: parser.startIndex,
        contentStart: isImplied ? -1 : parser.endIndex + 1,
        contentEnd: -1,
        end: parser.endIndex + 1,
        name,
        isBlock: blocks.test(name),
        holdsMore: cells.test(name),
      });
    },
    onclosetag(name, isImplied) {
      depth = Math.max(0, depth - 1);
      const top = found.at(-1);
      if (depth > 0 || !top) return;
      top.end = isImplied ? Math.max(top.end, parser.startIndex) : parser.endIndex + 1;
      if (!isImplied && top.name === name) top.contentEnd = parser.startIndex;
    },
  });
  parser.end(html);
  return found;
}

function blockOf(
  html: string,
  start: number,
  { contentStart, contentEnd, end, holdsMore }: Found,
): MailBlock {
  const source = html.slice(start, end);
  if (!holdsMore || contentStart < 0 || contentEnd < contentStart) return { source, parts: null };
  const open = html.slice(start, contentStart);
  return {
    source,
    parts: { open, content: html.slice(contentStart, contentEnd), close: html.slice(contentEnd, end) },
  };
}

/**
 * Parts sanitised mail, or the content of one of its elements, into its blocks, the lines between them, and the white space
 * between those. The sources one after the other are the mail, byte for byte, whatever it is.
 */
export function blocksOf(html: string): MailBlock[] {
  const found: MailBlock[] = [];
  let from = 0;
  const endLine = (to: number) => {
    if (to > from) found.push({ source: html.slice(from, to), parts: null });
    from = Math.max(from, to);
  };
  for (const element of elementsOf(html)) {
    if (element.end <= from) continue;
    if (element.isBlock) {
      endLine(element.start);
      found.push(blockOf(html, from, element));
      from = element.end;
    } else if (element.name === 'br') endLine(element.end);
  }
  endLine(html.length);
  return found;
}
