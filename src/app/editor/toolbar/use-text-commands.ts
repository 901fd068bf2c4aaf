import { useEffectEvent, useLayoutEffect, useState } from 'react';
import { commandOffers } from '../../lib/commands/offers.ts';
import { type TextCommandId, textCommands } from '../../lib/commands/text-commands.ts';

/** Offers what can be done to the text, for the palette: its keys are the editor's own. */
export function useTextCommands(run: (id: TextCommandId) => void, enabled: boolean): void {
  const [order] = useState(commandOffers.nextOrder);
  const current = useEffectEvent(run);
  useLayoutEffect(() => {
    if (!enabled) return;
    const ends = textCommands.map(({ id }) =>
      commandOffers.add({ id, order, run: () => current(id), within: () => null }),
    );
    return () => {
      for (const end of ends) end();
    };
  }, [order, enabled]);
}
