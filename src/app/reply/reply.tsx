import { useIsMutating, useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { DeskConversation } from '#contract/desk/conversation.ts';
import { queryRoots } from '../lib/query-roots.ts';
import { Notice } from '../ui/notice.tsx';
import { arrivalOf, type LastSent } from './attempt.ts';
import { ArrivedAfterAll, Conflict, VersionAside, versionOf } from './meanwhile.tsx';
import type { ReplyPlace } from './mutations.ts';
import { saysTheSame } from './outgoing-body.ts';
import { QueuedReply } from './queued-reply.tsx';
import { ReplyForm } from './reply-form.tsx';
import {
  adopted,
  followed,
  hasUnsaved,
  openCopy,
  rebased,
  settled,
  swapped,
  useWorkingCopy,
  type WorkingCopy,
  workingCopies,
} from './working-copy.ts';

interface Props {
  place: ReplyPlace;
  conversation: DeskConversation;
  /** The name of the person who writes. */
  me: string;
  /** When `conversation` and its history were fetched (ms). */
  asOf: number;
  historyAsOf: number;
  /** The last message that went out through the desk; undefined until the history is known. */
  lastSent: LastSent | null | undefined;
  sentAt: string | null;
}

/**
 * The pending reply of a conversation. The working copy follows what is saved as long as nothing unsaved is in it;
 * from then on it changes only by its writer's hand, and what others save is offered beside it.
 */
export function Reply({ place, conversation, me, asOf, historyAsOf, lastSent, sentAt }: Props) {
  const { reply, reply_modality: modality } = conversation;
  const { copyKey, conversationId } = place;
  const copy = useWorkingCopy(copyKey);
  const [recalled, setRecalled] = useState<string | null>(null);
  const [focusOn, setFocusOn] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const client = useQueryClient();
  const busy = useIsMutating({ mutationKey: ['reply', conversationId] }) > 0;

  const unsaved = copy !== undefined && hasUnsaved(copy);
  const differs = copy !== undefined && (copy.base?.revision ?? null) !== (reply?.revision ?? null);
  const news = differs && !busy && asOf >= copy.asOf;
  const follow = copy === undefined || (news && !unsaved);
  const same = news && unsaved && reply !== null && saysTheSame(copy, reply, modality);
  const heard = { asOf, historyAsOf, hasReply: reply !== null, lastSent };
  const arrival = copy === undefined || busy ? null : arrivalOf(copy.attempt, heard);
  const arrived = unsaved && arrival !== 'unknown' ? arrival : null;
  const conflicting = news && unsaved && !same && arrived === null;
  const locked = reply !== null && reply.status !== 'saved' && !unsaved;

  useLayoutEffect(() => {
    if (!follow && !same) return;
    const next = same ? adopted(copy, reply, asOf) : followed(copy, reply, asOf);
    workingCopies.set(copyKey, next);
    if (isWriting(box.current)) setFocusOn(next.documentKey);
  }, [follow, same, copyKey, reply, asOf, copy]);

  // Until both are heard of again, nobody knows whether what was sent arrived.
  useEffect(() => {
    if (arrival === 'unknown' && asOf > historyAsOf)
      client.invalidateQueries({ queryKey: queryRoots.conversation(conversationId) });
  }, [arrival, asOf, historyAsOf, client, conversationId]);

  useEffect(() => () => leave(copyKey), [copyKey]);

  if (copy === undefined) return null;

  const show = (next: WorkingCopy) => {
    workingCopies.set(copyKey, next);
    setFocusOn(next.documentKey);
  };
  const showTheirs = () => {
    const theirs = versionOf(reply?.saved_by ?? null, me);
    show({ ...openCopy(reply, asOf), theirs, aside: { ...settled(copy), theirs: null, aside: null } });
  };
  const keepMine = () => workingCopies.set(copyKey, rebased(copy, reply, asOf));

  return (
    <div ref={box} className="mx-auto flex w-full max-w-[760px] flex-col gap-2">
      {arrived === null ? null : (
        <ArrivedAfterAll
          sent={arrived}
          onClear={() => show(openCopy(reply, asOf))}
          onKeep={() => show(rebased(settled(copy), reply, asOf))}
        />
      )}
      {conflicting ? (
        <Conflict theirs={reply} me={me} onShowTheirs={showTheirs} onKeepMine={keepMine} />
      ) : null}
      {copy.aside === null ? null : (
        <VersionAside
          shown={copy}
          aside={copy.aside}
          onSwap={() => show(swapped(copy, reply, asOf))}
          onDrop={() => workingCopies.set(copyKey, { ...copy, theirs: null, aside: null })}
        />
      )}
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
          heard={heard}
          sentAt={sentAt}
          autoFocus={copy.documentKey === focusOn || (recalled !== null && recalled === reply?.response_id)}
        />
      )}
    </div>
  );
}

const isWriting = (box: HTMLElement | null) =>
  box?.contains(document.activeElement) === true &&
  document.activeElement?.matches('[role="textbox"], textarea') === true;

/** What is saved needs no keeping; what is not stays for when its writer comes back. */
function leave(copyKey: string): void {
  const copy = workingCopies.get(copyKey);
  if (copy === undefined) return;
  const kept = hasUnsaved(copy) || copy.aside !== null || copy.attempt !== null || copy.failure !== null;
  if (!kept) workingCopies.set(copyKey, undefined);
}
