import { useState } from 'react';
import type { DeskReply } from '#contract/desk/conversation.ts';
import { atTime } from '../lib/dates.ts';
import { detailOf } from '../lib/http.ts';
import { loadToasts } from '../lib/load-toasts.ts';
import { Notice, NoticeAction } from '../ui/notice.tsx';
import type { Heard } from './attempt.ts';
import { keepInHistory } from './compare/keep-in-history.ts';
import { contentOfCopy } from './compare/versions.ts';
import { workingCopies } from './copies.ts';
import { settled } from './copy-steps.ts';
import { useRecallReply } from './mutations.ts';
import { offerBack } from './offer-back.ts';
import type { ReplyModality } from './outgoing-body.ts';
import type { ReplyPlace } from './save-reply.ts';
import type { WorkingCopy } from './working-copy.ts';

function wordsOf({ status, approval, awaiting_approval: waits, release_at: at }: DeskReply) {
  if (waits) return 'This reply waits for approval as it was saved.';
  const who = approval?.is_caller ? 'You' : approval?.by;
  const deed = who === undefined ? 'This reply was let go' : `${who} approved this reply`;
  const leaves = status === 'sending' || at === null ? 'it is being sent' : `it leaves ${atTime(at)}`;
  return `${deed} as it was saved; ${leaves}.`;
}

interface LetGoProps {
  place: ReplyPlace;
  copy: WorkingCopy;
  reply: DeskReply;
  modality: ReplyModality;
  /** It is to be stopped: writing goes on. */
  onGoOn: () => void;
  /** What was written here is in the history. */
  onLetGo: () => void;
}

/** The reply was let go as it is saved while unsaved work is here: that is to go on in its place, or to be kept. */
export function LetGoMeanwhile({ place, copy, reply, modality, onGoOn, onLetGo }: LetGoProps) {
  const { conversationId, copyKey } = place;
  const recall = useRecallReply(place);
  const stop = () => {
    onGoOn();
    recall.mutate(reply.revision);
  };
  const letGo = async () => {
    const mine = contentOfCopy(copy, modality);
    const isKept = await keepInHistory(conversationId, mine);
    if (!isKept)
      return (await loadToasts()).error('What you wrote could not be kept in the history: it stays here.');
    const current = workingCopies.get(copyKey);
    const isStill = current && JSON.stringify(contentOfCopy(current, modality)) === JSON.stringify(mine);
    if (isStill) onLetGo();
  };
  if (recall.isPending) return null;
  return (
    <>
      {recall.error ? (
        <Notice kind="bad" role="alert">
          {detailOf(recall.error)}
        </Notice>
      ) : null}
      <Notice
        kind="warning"
        role="alert"
        actions={
          <>
            {reply.status === 'queued' ? (
              <NoticeAction onClick={stop}>Stop it and go on with mine</NoticeAction>
            ) : null}
            <NoticeAction onClick={() => void letGo()}>Let it go</NoticeAction>
          </>
        }
      >
        {wordsOf(reply)} What you wrote since is not in it.
      </Notice>
    </>
  );
}

interface GoneProps {
  place: ReplyPlace;
  copy: WorkingCopy;
  heard: Heard;
  onKeepMine: () => void;
  /** Clears the form of it; what waits beside it stays. */
  onDiscardMine: () => void;
}

/** The saved reply is there no more while unsaved work is here. */
export function GoneMeanwhile({ place, copy, heard, onKeepMine, onDiscardMine }: GoneProps) {
  const { lastSent, historyAsOf } = heard;
  const [since] = useState(heard.asOf);
  const sent = lastSent && lastSent.responseId === copy.base?.responseId ? lastSent : null;
  // Before the history was heard of again, it may have been either.
  const became = historyAsOf > since ? 'discarded' : 'sent or discarded';
  const discard = () => {
    const mine = { ...settled(copy), aside: null };
    onDiscardMine();
    offerBack(place, mine);
  };
  return (
    <Notice
      kind="warning"
      role="alert"
      actions={
        <>
          <NoticeAction onClick={onKeepMine}>Keep mine</NoticeAction>
          <NoticeAction onClick={discard}>Discard mine</NoticeAction>
        </>
      }
    >
      {sent
        ? `The saved reply was sent ${atTime(sent.at)}${sent.approvedBy === null ? '' : `, approved by ${sent.approvedBy}`}.`
        : `The saved reply was ${became} meanwhile.`}{' '}
      What you wrote is still here{sent ? ', and was not in it' : ''}.
    </Notice>
  );
}
