import { emptyLine } from '../source/parse-html.ts';
import type { Opened } from './one-block.ts';
import { foldedSpans, type Span } from './part.ts';
import { hasVisibleText } from './visible-selection.ts';

/** Where all of a body is folded, a line above it that is nothing in the source for as long as nothing is typed there. */
export function withLineToTypeIn({ body, parts }: Opened): Opened {
  if (hasVisibleText(body.doc, foldedSpans(parts))) return { body, parts };
  const { doc, sources } = body;
  const line = emptyLine('div', doc.type.schema, sources);
  const by = line.nodeSize;
  const shift = (span: Span) => ({ ...span, from: span.from + by, to: span.to + by });
  return {
    body: { ...body, doc: doc.copy(doc.content.addToStart(line)) },
    parts: parts.map((part) => ({ ...part, spans: part.spans.map(shift) })),
  };
}
