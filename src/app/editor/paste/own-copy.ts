import { type Schema, Slice } from '@tiptap/pm/model';
import { mailSanitiser } from '../../lib/mail-sanitiser.ts';
import { parsePart } from '../source/parse-html.ts';
import { serialisePart } from '../source/serialise.ts';
import type { Sources } from '../source/sources.ts';
import { openDepth } from './portable-slice.ts';

interface Copy {
  readonly name: string;
  readonly slice: Slice;
  readonly sources: Sources;
}

/** A page has one clipboard. */
let latest: Copy | null = null;

const MARK = /<meta name="countersign-copy" content="([\w-]+) (\d{1,3}) (\d{1,3})"/;

/** What is copied, as HTML for the clipboard: its own source, under a mark that an editor of the desk knows again. */
export function markCopy(slice: Slice, sources: Sources): string {
  latest = { name: crypto.randomUUID(), slice, sources };
  const content = `${latest.name} ${slice.openStart} ${slice.openEnd}`;
  return `<meta name="countersign-copy" content="${content}">${serialisePart(sources, slice.content)}`;
}

/**
 * What was copied in an editor of the desk: in the same body the very nodes, with their source; in another body the same
 * markup. Null for everything else. The mark of a forger only keeps fonts and colours: the mail policy is applied all the same.
 */
export function ownCopy(html: string, schema: Schema, sources: Sources): Slice | null {
  const [, name, openStart, openEnd] = MARK.exec(html) ?? [];
  if (!name) return null;
  if (latest?.name === name && latest.sources === sources) return latest.slice;
  const content = parsePart(mailSanitiser.sanitise(html).html, schema, sources);
  if (content.childCount === 0) return null;
  return new Slice(
    content,
    openDepth(content, Number(openStart), 'start'),
    openDepth(content, Number(openEnd), 'end'),
  );
}
