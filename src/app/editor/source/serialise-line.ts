import type { Mark, Node as ProseMirrorNode } from '@tiptap/pm/model';
import { escapeText } from '#mail/escape-html.ts';
import { attributeOf, keepsWhiteSpace, withAttribute } from '../schema/attributes.ts';
import { elementOf } from '../schema/element-node.ts';
import { closeTag, openTag } from './markup.ts';
import type { Source, Sources, Unseen } from './sources.ts';
import { endsBlank, keepSpaces, rewrite, startsBlank, trimEnd, trimStart } from './white-space.ts';

/**
 * The inline content of a text block: its children, each in its inline elements, with the unseen pieces of the source where
 * they were. `keep` says that white space counts here.
 */
export function serialiseLine(
  block: ProseMirrorNode,
  source: Source | undefined,
  sources: Sources,
  keep: boolean,
): string {
  const writer = new LineWriter(sources, keep);
  const children = block.children;
  const loaded = source?.node.children ?? [];
  const change = changedRange(children, loaded);
  const leads = source?.line?.leads ?? [];
  const replaced = loaded.slice(change.from, change.oldTo);
  const middleLeads = leads.slice(change.from, change.oldTo).flat();

  for (const [index, child] of children.entries()) {
    const next = children[index + 1];
    const inMiddle = index >= change.from && index < change.to;
    if (index === change.from) writer.unseen(middleLeads);
    if (inMiddle) {
      const isOne = change.to - change.from === 1 && replaced.length === 1;
      writer.child(child, next, isOne ? replaced[0] : undefined);
    } else {
      const then = index < change.from ? index : index - change.to + change.oldTo;
      writer.unseen(leads[then] ?? []);
      // A text that was joined and parted again is another object: the one that was loaded has the source.
      writer.child(loaded[then] ?? child, next, undefined);
    }
  }
  if (change.from === children.length) writer.unseen(middleLeads);
  writer.trail(source?.line?.trail ?? [], children, source !== undefined && source.node.childCount === 0);
  return writer.end();
}

/** The children between an equal head and an equal tail. */
function changedRange(now: readonly ProseMirrorNode[], then: readonly ProseMirrorNode[]) {
  const most = Math.min(now.length, then.length);
  const same = (a: ProseMirrorNode | undefined, b: ProseMirrorNode | undefined) =>
    a === b || (a && b && a.eq(b));
  let from = 0;
  while (from < most && same(now[from], then[from])) from++;
  let tail = 0;
  while (tail < most - from && same(now[now.length - 1 - tail], then[then.length - 1 - tail])) tail++;
  return { from, to: now.length - tail, oldTo: then.length - tail };
}

const keepsInside = (marks: readonly Mark[], keep: boolean) =>
  marks.reduce(
    (kept, mark) => keepsWhiteSpace(elementOf(mark).tag, elementOf(mark).attributes) ?? kept,
    keep,
  );

class LineWriter {
  #html = '';
  #open: readonly Mark[] = [];
  /** Origins of the elements opened so far: one that is opened again must not repeat its id or name. */
  readonly #opened = new Set<number>();
  /** What shows before the next text, for white space: a space, or (undefined) the start of the line. */
  #previous: string | undefined;
  readonly #sources: Sources;
  readonly #keep: boolean;

  constructor(sources: Sources, keep: boolean) {
    this.#sources = sources;
    this.#keep = keep;
  }

  unseen(pieces: readonly Unseen[]) {
    for (const { html, marks } of pieces) {
      this.#enter(marks);
      this.#html += html;
    }
  }

  /** `before` is the text that this child replaces alone, in the source's line. */
  child(node: ProseMirrorNode, next: ProseMirrorNode | undefined, before: ProseMirrorNode | undefined) {
    this.#enter(node.marks);
    if (node.isText) {
      const html = this.#text(node, next, before);
      this.#html += escapeText(html);
      this.#previous = node.text?.at(-1);
    } else if (node.type.name === 'inlineOpaque') {
      // Some show nothing, and white space is collapsed across those.
      this.#html += node.attrs.html;
    } else {
      const { tag, attributes } = elementOf(node);
      this.#html += openTag(tag ?? 'br', attributes);
      this.#previous = tag === 'br' ? undefined : '\ufffc';
    }
  }

  #text(
    node: ProseMirrorNode,
    next: ProseMirrorNode | undefined,
    before: ProseMirrorNode | undefined,
  ): string {
    const shown = node.text ?? '';
    if (keepsInside(node.marks, this.#keep)) return shown;
    const first = this.#previous;
    const following = next?.isText ? next.text?.[0] : undefined;
    const encode = (fresh: string, left = first, right = following) => keepSpaces(fresh, left, right);
    const replaces = before?.isText ? this.#sources.textOf(before) : undefined;
    if (before && replaces !== undefined) return rewrite(replaces, before.text ?? '', shown, encode);
    const written = this.#sources.textOf(node);
    if (written === undefined) return encode(shown);
    return asWritten(written, shown, first, next);
  }

  /** What ends the line in the source. A line break at the very end needs another one behind it to show. */
  trail(pieces: readonly Unseen[], children: readonly ProseMirrorNode[], wasBlank: boolean) {
    const isBreak = (html: string) => /^<br\b/.test(html);
    const kept = wasBlank && children.length > 0 ? pieces.filter(({ html }) => !isBreak(html)) : pieces;
    this.unseen(kept);
    const endsInBreak = children.length === 0 || children.at(-1)?.type.name === 'lineBreak';
    if (endsInBreak && !kept.some(({ html }) => isBreak(html) || html.includes('<br'))) {
      this.#html += '<br>';
    }
  }

  end(): string {
    this.#enter([]);
    return this.#html;
  }

  #enter(wanted: readonly Mark[]) {
    const marks = wanted.filter((mark) => this.#says(mark));
    let shared = 0;
    while (shared < marks.length && same(marks[shared], this.#open[shared])) shared++;
    for (const mark of this.#open.slice(shared).reverse())
      this.#html += closeTag(elementOf(mark).tag ?? 'span');
    for (const mark of marks.slice(shared)) {
      const { tag, attributes, origin } = elementOf(mark);
      this.#html += openTag(tag ?? 'span', this.#wasOpened(mark) ? unnamed(mark) : attributes);
      if (origin !== null) this.#opened.add(origin);
    }
    this.#open = marks;
  }

  #wasOpened(mark: Mark): boolean {
    const { origin } = elementOf(mark);
    return origin !== null && this.#opened.has(origin);
  }

  /** False for a named anchor that would be opened again with nothing left to say. */
  #says(mark: Mark): boolean {
    if (!isNamedAnchor(mark) || !this.#wasOpened(mark)) return true;
    return unnamed(mark).length > 0 || this.#open.some((open) => open.eq(mark));
  }
}

const isNamedAnchor = (mark: Mark) =>
  elementOf(mark).tag === 'a' && attributeOf(elementOf(mark).attributes, 'href') === undefined;

const unnamed = (mark: Mark) => {
  const attributes = withAttribute(elementOf(mark).attributes, 'id', null);
  return isNamedAnchor(mark) ? withAttribute(attributes, 'name', null) : attributes;
};

const same = (a: Mark | undefined, b: Mark | undefined) =>
  a === b || (a !== undefined && b !== undefined && a.eq(b));

/** Text as it was written, without the unseen white space at its edges that would show in another place. */
function asWritten(
  written: string,
  shown: string,
  previous: string | undefined,
  next: ProseMirrorNode | undefined,
) {
  let text = written;
  if (startsBlank(text) && !startsBlank(shown) && previous !== undefined && !endsBlank(previous))
    text = trimStart(text);
  if (endsBlank(text) && !endsBlank(shown) && next && next.type.name !== 'lineBreak') text = trimEnd(text);
  return text;
}
