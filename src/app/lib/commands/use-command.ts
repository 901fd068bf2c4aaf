import { type RefObject, useEffectEvent, useLayoutEffect, useState } from 'react';
import type { CommandId } from './command-table.ts';
import { commandOffers } from './offers.ts';

interface Options {
  enabled?: boolean;
  /**
   * The part of the page that it belongs to. Without one it is off while a dialog, menu or popover is open; with one it
   * works in an open dialog around that part, and does nothing in fields outside of it.
   */
  within?: RefObject<Element | null>;
  /** Asked before others, but not before the part of the page that has the focus. */
  first?: boolean;
}

/** Offers what a command does, as long as the component is there. The innermost, else the latest, is asked. */
export function useCommand(
  id: CommandId,
  run: () => void,
  { enabled = true, within, first = false }: Options = {},
): void {
  const [order] = useState(commandOffers.nextOrder);
  const current = useEffectEvent(run);
  // Before it is seen: an effect that runs later leaves a quick key unheard.
  useLayoutEffect(() => {
    if (!enabled) return;
    return commandOffers.add({
      id,
      order,
      run: () => current(),
      within: () => within?.current ?? null,
      first,
    });
  }, [id, order, enabled, within, first]);
}
