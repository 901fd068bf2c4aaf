import { useIsMutating, useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { DeskConversation, DeskReply } from '#contract/desk/conversation.ts';
import { useIntent } from '../lib/offline/intents.ts';
import { queryRoots } from '../lib/query-roots.ts';
import { replyKey } from '../lib/reply-mutations.ts';
import { readTyped } from '../lib/unread-typing.ts';
import { Notice, NoticeAction } from '../ui/notice.tsx';
import { arrivedSaves } from './arrived-saves.ts';
import { onlyHere, withoutAside } from './asides.ts';
import { arrivalOf, type LastSent } from './attempt.ts';
import { CompareButton } from './compare/compare-button.tsx';
import { mergedCopy } from './compare/merged-copy.ts';
import { showInstead, useWorkingCopy, workingCopies } from './copies.ts';
import { adopted, cleared, followed, rebased, settled, swapped } from './copy-steps.ts';
import { GoneMeanwhile, LetGoMeanwhile } from './let-go-meanwhile.tsx';
import { ArrivedAfterAll, Conflict, VersionAside, versionOf, whoSaved } from './meanwhile.tsx';
import { offerBack } from './offer-back.ts';
import { saysTheSame } from './outgoing-body.ts';
import { outgoingMail } from './outgoing-mail.ts';
import { PreviewButton } from './preview-button.tsx';
import { QueuedReply } from './queued-reply.tsx';
import { ReplyForm, type Submit } from './reply-form.tsx';
import type { ReplyPlace } from './save-reply.ts';
import { TakenTurn, type Turn } from './turn.tsx';
import { useFocusInside } from './use-focus-inside.ts';
import { useInheritedCopy } from './use-inherited-copy.ts';
import { WaitingReply } from './waiting-reply.tsx';
import { hasUnsaved, isLetGo, isSavable, openCopy, type WorkingCopy } from './working-copy.ts';

interface Props {
  place: ReplyPlace;
  conversation: DeskConversation;
  turn: Turn;
  /** When `conversation` and its history were fetched (ms). */
  asOf: number;
  historyAsOf: number;
  /** The last message that went out through the desk; undefined until the history is known. */
  lastSent: LastSent | null | undefined;
  sentAt: string | null;
  /** Takes what saves or sends the reply, for whoever decides about it elsewhere on the page; null: nothing can be. */
  onSubmitter: (submit: Submit | null) => void;
  /** What the customer wrote last was read, and the reply stands. */
  onCustomerRead: () => void;
}

/**
 * The pending reply of a conversation. The working copy follows what is saved as long as nothing unsaved is in it;
 * from then on it changes only by its writer's hand, and what others save is offered beside it.
 */
export function Reply(props: Props) {
  const { place, conversation, turn, asOf, historyAsOf, lastSent, sentAt, onSubmitter, onCustomerRead } =
    props;
  const { reply, reply_modality: modality } = conversation;
  const isMail = modality === 'email';
  const { copyKey, conversationId } = place;
  const copy = useWorkingCopy(copyKey);
  const intent = useIntent(copyKey);
  const [recalled, setRecalled] = useState<string | null>(null);
  const [focusOn, setFocusOn] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const client = useQueryClient();
  const busy = useIsMutating({ mutationKey: replyKey(conversationId) }) > 0;

  useInheritedCopy(copyKey, {
    arrivedOf: (left) => arrivedSaves(place, modality, reply, left),
    onRestored: (restored) => {
      // Whoever went elsewhere meanwhile stays there.
      const isHere = document.activeElement === document.body || isWriting(box.current);
      if (restored.caret && isHere) setFocusOn(restored.documentKey);
      // Nobody heard what became of it.
      if (restored.attempt)
        void client.invalidateQueries({ queryKey: queryRoots.conversation(conversationId) });
    },
  });
  // A page that comes back tries anew.
  useEffect(() => {
    if (workingCopies.get(copyKey)?.trouble)
      workingCopies.update(copyKey, (here) => ({ ...here, trouble: null }));
  }, [copyKey]);

  const unsaved = copy !== undefined && hasUnsaved(copy);
  const differs = copy !== undefined && (copy.base?.revision ?? null) !== (reply?.revision ?? null);
  const news = differs && !busy && asOf >= copy.asOf;
  const follow = copy === undefined || (news && !unsaved);
  const letGo = copy !== undefined && isLetGo(copy, reply);
  const same = (letGo || news) && unsaved && reply !== null && saysTheSame(copy, reply, modality);
  const heard = { asOf, historyAsOf, hasReply: reply !== null, lastSent };
  const arrival = copy === undefined || busy ? null : arrivalOf(copy.attempt, heard);
  const arrived = unsaved && arrival !== 'unknown' ? arrival : null;
  // A save that nobody answered is asked about first: what is saved may be that.
  const recovering =
    copy?.attempt?.whenDone === 'review' &&
    turn.takenBy === null &&
    isSavable(copy) &&
    (reply === null || reply.status === 'saved');
  const conflicting = news && unsaved && !same && arrived === null && !recovering;
  const locked = reply !== null && reply.status !== 'saved' && !unsaved;

  useLayoutEffect(() => {
    if (!follow && !same) return;
    // With a letter that nobody had heard of it is decided anew.
    readTyped();
    if (workingCopies.get(copyKey) !== copy) return;
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

  const { onRest, takenBy } = turn;
  const savedAs = unsaved || copy?.inPause ? null : `${reply?.revision} ${reply?.status}`;
  useEffect(() => {
    if (savedAs !== null) onRest();
  }, [savedAs, onRest]);

  const [takingOver, setTakingOver] = useState(false);
  const documentKey = copy?.documentKey;
  useEffect(() => {
    if (!takingOver || takenBy !== null) return;
    setTakingOver(false);
    // The button that had the focus is gone; whoever went elsewhere stays there.
    if (document.activeElement !== document.body) return;
    const text = textIn(box.current);
    // What edits it may be on its way to the browser.
    if (text) text.focus();
    else setFocusOn(documentKey ?? null);
  }, [takingOver, takenBy, documentKey]);
  const focusInside = useFocusInside(box);

  if (intent !== undefined) {
    return (
      <div data-reply className="mx-auto flex w-full max-w-[760px] flex-col gap-2">
        <WaitingReply
          intent={intent}
          modality={modality}
          onEdit={() => setFocusOn(workingCopies.get(copyKey)?.documentKey ?? null)}
        />
      </div>
    );
  }
  if (copy === undefined) return null;

  const show = (next: WorkingCopy) => {
    workingCopies.set(copyKey, next);
    setFocusOn(next.documentKey);
  };
  const showOther = (next: WorkingCopy, as: string) => {
    showInstead(copyKey, next, as);
    setFocusOn(next.documentKey);
  };
  const showTheirs = () => showOther(openCopy(reply, asOf), versionOf(reply?.saved_by ?? null));
  const dropAside = () => {
    const dropped = onlyHere(copy.aside && { ...copy.aside, aside: null });
    workingCopies.set(copyKey, withoutAside(copy));
    if (dropped) offerBack(place, dropped);
  };
  const previewOf = (content: DeskReply | WorkingCopy, where: 'toolbar' | 'footer') =>
    isMail ? (
      <PreviewButton
        place={where}
        conversationId={conversationId}
        read={() => outgoingMail(conversation, content)}
      />
    ) : null;
  const keepMine = () => workingCopies.set(copyKey, rebased(copy, reply, asOf));

  return (
    <div ref={box} {...focusInside} data-reply className="mx-auto flex w-full max-w-[760px] flex-col gap-2">
      {arrived === null ? null : (
        <ArrivedAfterAll
          sent={arrived}
          onClear={() => show(cleared(copy, reply, asOf))}
          onKeep={() => show(rebased(settled(copy), reply, asOf))}
        />
      )}
      {letGo && !same && reply !== null ? (
        <LetGoMeanwhile
          place={place}
          copy={copy}
          reply={reply}
          modality={modality}
          onGoOn={() => textIn(box.current)?.focus()}
          onLetGo={() => show(cleared(copy, reply, asOf))}
        />
      ) : null}
      {conflicting && reply === null ? (
        <GoneMeanwhile
          place={place}
          copy={copy}
          heard={heard}
          onKeepMine={keepMine}
          onDiscardMine={() => show(cleared(copy, null, asOf))}
        />
      ) : null}
      {conflicting && reply !== null ? (
        <Conflict
          theirs={reply}
          compare={
            <CompareButton
              conversationId={conversationId}
              copyKey={copyKey}
              copy={copy}
              theirs={reply}
              modality={modality}
              who={whoSaved(reply.saved_by)}
              onKeepMine={keepMine}
              onTakeTheirs={showTheirs}
              onMerge={(content) =>
                showOther(mergedCopy(copy, reply, asOf, content), 'both versions put together')
              }
            />
          }
          onShowTheirs={showTheirs}
          onKeepMine={keepMine}
        />
      ) : null}
      {copy.aside === null ? null : (
        <VersionAside
          shown={copy}
          aside={copy.aside}
          onSwap={() => show(swapped(copy, reply, asOf))}
          onDrop={dropAside}
        />
      )}
      {reply?.customer_wrote_since ? (
        <Notice
          kind="warning"
          role="status"
          actions={<NoticeAction onClick={onCustomerRead}>I have read it</NoticeAction>}
        >
          The customer wrote again after this reply was drafted.
        </Notice>
      ) : null}
      {takenBy === null || locked ? null : (
        <TakenTurn
          by={takenBy}
          turn={turn}
          onTakeOver={() => {
            setTakingOver(true);
            turn.onTakeOver();
          }}
        />
      )}
      {locked ? (
        <QueuedReply
          place={place}
          reply={reply}
          modality={modality}
          ownDecisionId={conversation.own_decision_id}
          takeFocus={copy.whenDone === 'send' || copy.documentKey === focusOn}
          onRecall={() => setRecalled(reply.response_id)}
          preview={previewOf(reply, 'footer')}
        />
      ) : (
        <ReplyForm
          place={place}
          copy={copy}
          reply={reply}
          modality={modality}
          heard={heard}
          turn={turn}
          conflicting={conflicting}
          sentAt={sentAt}
          approvalNeeded={conversation.approval_needed}
          onSubmitter={onSubmitter}
          preview={previewOf(copy, 'toolbar')}
          autoFocus={copy.documentKey === focusOn || (recalled !== null && recalled === reply?.response_id)}
        />
      )}
    </div>
  );
}

const isWriting = (box: HTMLElement | null) =>
  box?.contains(document.activeElement) === true &&
  document.activeElement?.matches('[role="textbox"], textarea') === true;

const textIn = (box: HTMLElement | null) =>
  box?.querySelector<HTMLElement>('[role="textbox"], textarea') ?? null;

/** What is saved needs no keeping; what is not stays for when its writer comes back. */
function leave(copyKey: string): void {
  const copy = workingCopies.get(copyKey);
  if (copy === undefined) return;
  const kept = hasUnsaved(copy) || copy.aside !== null || copy.attempt !== null || copy.failure !== null;
  if (!kept) workingCopies.set(copyKey, undefined);
}
