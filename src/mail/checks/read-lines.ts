import { Parser } from 'htmlparser2';
import { type BodyLine, type BodyLink, type LinePart, LineWriter } from './line-writer.ts';
import { markOf } from './part-marks.ts';

const blocks =
  /^(?:address|article|aside|blockquote|body|br|caption|center|dd|details|dir|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|li|main|menu|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/;
const silent = /^(?:datalist|head|math|noscript|object|script|select|style|svg|template|textarea|title)$/;

/** Sanitised mail has 400 levels at most. What lies deeper is not read: a parser's work grows with their square. */
const deepestNesting = 1000;

interface OpenElement {
  readonly part: LinePart;
  readonly link: BodyLink | null;
  readonly silent: boolean;
  readonly preformatted: boolean;
}

/** The lines of sanitised mail that say something, with the parts that its client marked. Linear; needs no DOM. */
export function readLines(html: string): BodyLine[] {
  const writer = new LineWriter();
  const open: OpenElement[] = [];
  let below: 'quoted' | 'signature' | null = null;
  const top = (): OpenElement =>
    open.at(-1) ?? { part: 'own', link: null, silent: false, preformatted: false };
  const partHere = () => {
    const { part } = top();
    return part !== 'quoted' && below !== null ? below : part;
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const parent = top();
        const mark = markOf(name, attributes);
        if (blocks.test(name)) writer.end();
        if (mark === 'quotedBelow') below = 'quoted';
        if (mark === 'signatureBelow') below ??= 'signature';
        const marked = mark === 'quoted' || mark === 'signature' || mark === 'indent' ? mark : parent.part;
        const named = attributes.name !== undefined || attributes.id !== undefined;
        const isLink = name === 'a' && (attributes.href !== undefined || !named);
        open.push({
          part: parent.part === 'quoted' ? 'quoted' : marked,
          link: isLink ? { href: attributes.href ?? null, text: '', pictures: 0 } : parent.link,
          silent: parent.silent || silent.test(name),
          preformatted: parent.preformatted || name === 'pre',
        });
        if (name === 'img' && !top().silent) writer.addPicture(partHere(), top().link);
      },
      ontext(text) {
        const { silent: unheard, preformatted, link } = top();
        if (unheard) return;
        if (!preformatted) return writer.add(text, partHere(), link);
        for (const [i, line] of text.split('\n').entries()) {
          if (i > 0) writer.end();
          writer.add(line, partHere(), link);
        }
      },
      onclosetag(name) {
        open.pop();
        if (blocks.test(name)) writer.end();
      },
    },
    { decodeEntities: true },
  );
  for (let start = 0; start < html.length && open.length <= deepestNesting; start += 4096)
    parser.write(html.slice(start, start + 4096));
  if (open.length <= deepestNesting) parser.end();
  writer.end();
  return writer.lines;
}
