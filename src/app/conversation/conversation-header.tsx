import type { ReactNode } from 'react';
import type { DeskConversation } from '#contract/desk/conversation.ts';
import { Avatar } from '../ui/avatar.tsx';

export function contactName({ contact }: DeskConversation): string {
  return contact.name || contact.email || contact.phone_number || 'Unknown contact';
}

export function ConversationHeader({
  conversation,
  back,
  beside,
}: {
  conversation: DeskConversation;
  back: ReactNode;
  /** Who else is there, and what else there is. */
  beside: ReactNode;
}) {
  const { contact, subject } = conversation;
  const name = contactName(conversation);
  const work = [contact.company_role, contact.company_name].filter(Boolean).join(', ');
  const address = conversation.reply_modality === 'text' ? contact.phone_number : contact.email;
  const reached = address === name ? null : address;
  const line = [work, reached].filter(Boolean).join(' · ');
  return (
    <header className="flex shrink-0 items-center gap-3 border-b border-line px-4 py-2.5 wide:min-h-16 wide:px-6">
      {back}
      <span className="inline-flex max-[380px]:hidden">
        <Avatar name={name} size={36} />
      </span>
      <div className="min-w-0 flex-1">
        <h1
          dir="auto"
          title={subject ?? undefined}
          className="text-left wrap-anywhere max-wide:line-clamp-2 wide:truncate text-[15px] font-semibold tracking-[-0.01em]"
        >
          {name}
          {subject ? <span className="font-normal text-second"> · {subject}</span> : null}
        </h1>
        {line === '' ? null : (
          // Where it goes is read before who that is.
          <p className="flex text-[13px] text-second" title={line}>
            {work === '' ? null : (
              <span className={`min-w-0 truncate ${reached ? 'max-wide:hidden' : ''}`}>{work}</span>
            )}
            {work !== '' && reached ? (
              <span className="shrink-0 whitespace-pre max-wide:hidden"> · </span>
            ) : null}
            {reached ? <span className="max-w-full shrink-0 truncate">{reached}</span> : null}
          </p>
        )}
      </div>
      {beside}
    </header>
  );
}
