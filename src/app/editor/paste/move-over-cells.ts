import type { Slice } from '@tiptap/pm/model';
import { Selection, type Transaction } from '@tiptap/pm/state';
import { dropPoint } from '@tiptap/pm/transform';
import { deleteSelected } from '../commands/cells.ts';
import { portableSlice } from './portable-slice.ts';

/**
 * Moves a selection that reaches over the border of a cell to another place, as cutting and pasting it would: the cells that it
 * was in stay, without its text. On itself it changes nothing.
 */
export function moveOverCells(tr: Transaction, slice: Slice, place: number): Transaction {
  const { from, to } = tr.selection;
  if (from <= place && place <= to) return tr;
  deleteSelected(tr);
  const moved = portableSlice(slice, tr.doc.type.schema);
  const dropped = tr.mapping.map(place);
  const at = dropPoint(tr.doc, dropped, moved) ?? dropped;
  const { size } = tr.doc.content;
  tr.replaceRange(at, at, moved);
  return tr.setSelection(Selection.near(tr.doc.resolve(at + tr.doc.content.size - size), -1));
}
