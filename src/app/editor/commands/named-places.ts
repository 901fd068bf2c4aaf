import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { type Command, type EditorState, Selection } from '@tiptap/pm/state';
import { markupOf } from '../source/markup.ts';
import type { Sources, Unseen } from '../source/sources.ts';

const namesPlace = ({ html }: Unseen) => /<a\s[^>]*\b(?:name|id)="/.test(html);

/** The named anchors that stand unseen before the first words of a line; links lead to them. */
function unseenPlaces(line: ProseMirrorNode, sources: Sources): ProseMirrorNode[] {
  const source = sources.of(line);
  const before = (source?.before ?? []).map((node) => ({ html: markupOf([node]), marks: [] }));
  return [...before, ...(source?.line?.leads[0] ?? [])]
    .filter(namesPlace)
    .map(({ html, marks }) => line.type.schema.node('inlineOpaque', { html }, undefined, marks));
}

/** The line below the border that Backspace (`above` the caret) or Delete takes away. */
function lowerLine({ doc, selection: { $from } }: EditorState, border: 'above' | 'below') {
  if (!$from.parent.isTextblock || border === 'above') return $from.parent;
  return Selection.findFrom(doc.resolve($from.after()), 1, true)?.$from.parent;
}

function hasLine(doc: ProseMirrorNode, origin: number): boolean {
  let found = false;
  doc.descendants((node) => {
    found ||= node.isTextblock && node.attrs.origin === origin;
    return !found && !node.isTextblock;
  });
  return found;
}

/** A command that joins two lines, after which links still lead to the place where the lower one began. */
export const keepingPlaces =
  (sources: () => Sources, border: 'above' | 'below', command: Command): Command =>
  (state, dispatch) => {
    const lower = lowerLine(state, border);
    const places = lower ? unseenPlaces(lower, sources()) : [];
    if (!dispatch || places.length === 0) return command(state, dispatch);
    return command(state, (tr) => {
      const joined = tr.selection.$from.parent.isTextblock && !hasLine(tr.doc, lower?.attrs.origin);
      dispatch(joined ? tr.insert(tr.selection.from, places) : tr);
    });
  };
