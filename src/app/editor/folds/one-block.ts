import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { Transform } from '@tiptap/pm/transform';
import type { LoadedBody } from '../source/parse-html.ts';
import type { Part, Span } from './part.ts';

export interface Opened {
  readonly body: LoadedBody;
  readonly parts: readonly Part[];
}

/** More hidden blocks in a row than this, and Chromium's search for the next place of a caret takes seconds (measured). */
const MOST_BLOCKS = 20;

/** Long histories of Outlook, line by line in one body, get a container to be folded with, which is nothing in the source. */
export function withOneBlockEach({ body, parts }: Opened): Opened {
  const long = parts
    .filter(({ state }) => state === 'folded')
    .flatMap(({ spans }) => spans.filter((span) => blocksIn(body.doc, span) > MOST_BLOCKS));
  const container = body.doc.type.schema.nodes.container;
  if (long.length === 0 || !container) return { body, parts };
  const transform = new Transform(body.doc);
  for (const { from, to } of long.toSorted((a, b) => b.from - a.from)) {
    const $from = transform.doc.resolve(from);
    const range = $from.blockRange(transform.doc.resolve(to), (node) => node === $from.parent);
    if (range)
      transform.wrap(range, [{ type: container, attrs: { tag: null, attributes: [], origin: null } }]);
  }
  const { doc, mapping } = transform;
  const moved = (span: Span): Span => {
    const outside = long.includes(span) ? 1 : -1;
    return { ...span, from: mapping.map(span.from, -outside), to: mapping.map(span.to, outside) };
  };
  const result = {
    body: { ...body, doc },
    parts: parts.map((part) => ({ ...part, spans: part.spans.map(moved) })),
  };
  for (const span of long) keepAncestors(result.body, moved(span));
  return result;
}

const blocksIn = (doc: ProseMirrorNode, { from, to, inline }: Span) =>
  inline ? 0 : doc.resolve(to).index() - doc.resolve(from).index();

/** What the container stands in is as it came, as far as its source goes. */
function keepAncestors({ doc, sources }: LoadedBody, { from }: Span) {
  const $from = doc.resolve(from);
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    const source = sources.of(node);
    if (source) sources.keep({ ...source, node });
  }
}
