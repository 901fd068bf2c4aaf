import { useIsMutating } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useState } from 'react';
import type { DeskConversation } from '#contract/desk/conversation.ts';
import { Notice } from '../ui/notice.tsx';
import { Conflict, MineAside } from './meanwhile.tsx';
import type { ReplyPlace } from './mutations.ts';
import { QueuedReply } from './queued-reply.tsx';
import { ReplyForm } from './reply-form.tsx';
import { hasUnsaved, openCopy, rebased, settled, useWorkingCopy, workingCopies } from './working-copy.ts';

interface Props {
  place: ReplyPlace;
  conversation: DeskConversation;
  /** When `conversation` was fetched (ms). */
  asOf: number;
  sentAt: string | null;
}

/**
 * The pending reply of a conversation. The working copy follows what is saved as long as nothing unsaved is in it;
 * from then on it changes only by its writer's hand, and what others save is offered beside it.
 */
export function Reply({ place, conversation, asOf, sentAt }: Props) {
  const { reply, reply_modality: modality } = conversation;
  const { copyKey } = place;
  const copy = useWorkingCopy(copyKey);
  const [recalled, setRecalled] = useState<string | null>(null);
  const busy = useIsMutating({ mutationKey: ['reply', place.conversationId] }) > 0;

  const unsaved = copy !== undefined && hasUnsaved(copy);
  const differs = copy !== undefined && (copy.base?.revision ?? null) !== (reply?.revision ?? null);
  const news = differs && !busy && asOf >= copy.asOf;
  const follow = copy === undefined || (news && !unsaved);
  const conflicting = news && unsaved;
  const locked = reply !== null && reply.status !== 'saved' && !unsaved;

  useLayoutEffect(() => {
    if (follow) workingCopies.set(copyKey, { ...openCopy(reply, asOf), aside: copy?.aside ?? null });
  }, [follow, copyKey, reply, asOf, copy]);

  useEffect(() => () => leave(copyKey), [copyKey]);

  if (copy === undefined) return null;

  const showTheirs = () => workingCopies.set(copyKey, { ...openCopy(reply, asOf), aside: settled(copy) });
  const keepMine = () => workingCopies.set(copyKey, rebased(copy, reply, asOf));
  const backToMine = () => {
    if (copy.aside === null) return;
    const aside = unsaved ? { ...settled(copy), aside: null } : null;
    workingCopies.set(copyKey, { ...rebased(copy.aside, reply, asOf), aside });
  };
  const dropMine = () => workingCopies.set(copyKey, { ...copy, aside: null });

  return (
    <div className="mx-auto flex w-full max-w-[760px] flex-col gap-2">
      {conflicting ? <Conflict theirs={reply} onShowTheirs={showTheirs} onKeepMine={keepMine} /> : null}
      {copy.aside === null ? null : <MineAside onBack={backToMine} onDrop={dropMine} />}
      {reply?.customer_wrote_since ? (
        <Notice kind="warning" role="status">
          The customer wrote again after this reply was drafted.
        </Notice>
      ) : null}
      {locked ? (
        <QueuedReply
          place={place}
          reply={reply}
          modality={modality}
          takeFocus={copy.whenDone === 'send'}
          onRecall={() => setRecalled(reply.response_id)}
        />
      ) : (
        <ReplyForm
          place={place}
          copy={copy}
          reply={reply}
          modality={modality}
          sentAt={sentAt}
          autoFocus={recalled !== null && recalled === reply?.response_id}
        />
      )}
    </div>
  );
}

/** What is saved needs no keeping; what is not stays for when its writer comes back. */
function leave(copyKey: string): void {
  const copy = workingCopies.get(copyKey);
  if (copy === undefined) return;
  if (!hasUnsaved(copy) && copy.aside === null) workingCopies.set(copyKey, undefined);
}
