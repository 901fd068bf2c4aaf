import { offerUndo } from '../lib/undoable.ts';
import { putBack } from './copies.ts';
import type { ReplyPlace } from './save-reply.ts';
import type { WorkingCopy } from './working-copy.ts';

/** Says that something written here was discarded, and shows it again to whoever wants it back. */
export const offerBack = (
  { conversationId, copyKey }: Pick<ReplyPlace, 'conversationId' | 'copyKey'>,
  discarded: WorkingCopy,
): void =>
  offerUndo({
    label: 'Discarded what you wrote',
    conversationId,
    until: null,
    undo: async () => putBack(copyKey, discarded),
  });
