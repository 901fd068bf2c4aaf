import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useMatchRoute, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { QueueTab } from '#contract/desk/queue.ts';
import type { CommandId } from './lib/commands/command-table.ts';
import { focusRow, moveFocus, openFocusedRow, openNeighbour } from './lib/commands/rows.ts';
import { useCommand } from './lib/commands/use-command.ts';
import { bringBackOffers, undoLatest } from './lib/undoable.ts';
import { paths } from './paths.ts';

function useGo(id: CommandId, tab: QueueTab): void {
  const navigate = useNavigate();
  useCommand(id, () => navigate({ to: paths.queue, params: { tab } }));
}

/** Focuses the search of the list, if it can be seen. */
function focusSearch(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement>('main input[type="search"]');
  const field = [...fields].find((found) => found.checkVisibility());
  field?.focus();
  field?.select();
  return field !== undefined;
}

/** What can be done on every page of the desk, and with its list. */
export function DeskCommands({ personId }: { personId: string }) {
  const client = useQueryClient();
  useEffect(() => {
    bringBackOffers(personId, async (decisions) => {
      const { undoOf } = await import('./lib/undo-decisions.ts');
      return undoOf(client, decisions).undo();
    });
  }, [client, personId]);
  const navigate = useNavigate();
  const { tab } = useParams({ strict: false });
  // Of the page that is on its way, so that the next key may come before it is there.
  const conversationId = useLocation({
    select: ({ pathname }) => /^\/conversations\/([^/]+)$/.exec(pathname)?.[1],
  });
  const { queue, ...address } = useSearch({ strict: false });
  const open = conversationId !== undefined;
  const matches = useMatchRoute();
  const onList = !open && (tab !== undefined || Boolean(matches({ to: paths.conversations })));

  /** What is to be done once the list is the page. */
  const then = useRef<(() => void) | null>(null);
  useEffect(() => {
    if (!onList) return;
    then.current?.();
    then.current = null;
  });
  const toList = (next: () => void) => {
    then.current = next;
    const shown = tab ?? queue ?? (open ? undefined : 'review');
    // What other pages have in their address does not narrow this list.
    const search = open || onList ? address : {};
    if (shown !== undefined) navigate({ to: paths.queue, params: { tab: shown }, search });
    else navigate({ to: paths.conversations, search });
  };

  useGo('go-review', 'review');
  useGo('go-approval', 'approval');
  useGo('go-scheduled', 'scheduled');
  useGo('go-failed', 'failed');
  useGo('go-sent', 'sent');
  useCommand('undo', () => {
    undoLatest();
  });
  useCommand('search', () => {
    if (!focusSearch()) toList(focusSearch);
  });

  const move = (by: number) => (open ? openNeighbour(by) : moveFocus(by));
  const list = { enabled: open || onList };
  useCommand('next-row', () => move(1), list);
  useCommand('previous-row', () => move(-1), list);
  useCommand('open-row', openFocusedRow, list);
  useCommand('back', () => toList(() => focusRow(conversationId)), { enabled: open });
  return null;
}
