import type { DeskMessage } from '#contract/desk/conversation.ts';

const arrival = ({ arrived_at: at }: DeskMessage) => Date.parse(at);

/** The message that came to the desk last, whatever date it bears: whoever has these before them has read up to it. */
export function lastArrived(messages: readonly DeskMessage[]): DeskMessage | undefined {
  return messages.reduce<DeskMessage | undefined>(
    (last, message) => (last && arrival(last) > arrival(message) ? last : message),
    undefined,
  );
}

/** What came to the desk after a message. */
export const arrivedAfter = (messages: readonly DeskMessage[], read: DeskMessage): DeskMessage[] =>
  messages.filter((message) => arrival(message) > arrival(read));
