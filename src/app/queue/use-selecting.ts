import { useEffect } from 'react';
import type { QueueRow } from '#contract/desk/queue.ts';
import { currentConversation, moveFocus } from '../lib/commands/rows.ts';
import { useCommand } from '../lib/commands/use-command.ts';
import { recipientOf } from './recipient-of.ts';
import { type Selected, selection, useSelection } from './selection.ts';

const selected = (row: QueueRow): Selected[] =>
  row.revision === null
    ? []
    : [{ conversationId: row.conversation_id, revision: row.revision, name: recipientOf(row), row }];

/**
 * Selecting rows of a list with keys and with the mouse. What leaves the list is no longer selected.
 * @param goesOn more of the list can be read.
 */
export function useSelecting(rows: readonly QueueRow[] | undefined, enabled: boolean, goesOn: boolean) {
  const { rows: chosen } = useSelection();
  const at = (conversationId: string | null) =>
    rows?.findIndex((row) => row.conversation_id === conversationId) ?? -1;

  const toggle = (conversationId: string | null, range = false) => {
    const to = at(conversationId);
    const row = rows?.[to];
    if (!rows || !row) return;
    const from = range ? at(selection.anchor) : -1;
    if (from < 0) {
      selection.put(selected(row), !chosen.has(row.conversation_id));
    } else {
      selection.put(rows.slice(Math.min(from, to), Math.max(from, to) + 1).flatMap(selected), true);
    }
    selection.anchor = row.conversation_id;
  };
  const extend = (by: 1 | -1) => {
    const row = rows?.[at(currentConversation())];
    if (row) selection.put(selected(row), true);
    moveFocus(by);
    const next = rows?.[at(currentConversation())];
    if (next) selection.put(selected(next), true);
  };

  const options = { enabled };
  useCommand('select-row', () => toggle(currentConversation()), options);
  useCommand('select-down', () => extend(1), options);
  useCommand('select-up', () => extend(-1), options);
  useCommand('select-all', () => rows && selection.put(rows.flatMap(selected), true, goesOn), options);
  useCommand('select-none', () => selection.clear(), options);

  useEffect(() => () => selection.clear(), []);
  useEffect(() => {
    if (!rows) return;
    const there = new Set(rows.map((row) => row.conversation_id));
    const gone = [...selection.get().rows.values()].filter(
      ({ conversationId }) => !there.has(conversationId),
    );
    if (gone.length > 0) selection.put(gone, false);
  }, [rows]);

  return { chosen, toggle };
}
