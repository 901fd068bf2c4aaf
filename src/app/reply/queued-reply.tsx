import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import type { DeskReply } from '#contract/desk/conversation.ts';
import { hintOf, useKeysOf } from '../lib/commands/keys-of.ts';
import { useCommand } from '../lib/commands/use-command.ts';
import { detailOf } from '../lib/http.ts';
import { undoAbout } from '../lib/undoable.ts';
import { useNow } from '../lib/use-now.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { DraftStatus } from './draft-status.tsx';
import { useRecallReply, useUndoSending } from './mutations.ts';
import type { ReplyModality } from './outgoing-body.ts';
import { replyQueries } from './queries.ts';
import { ReplyCard } from './reply-card.tsx';
import type { ReplyPlace } from './save-reply.ts';

interface Props {
  place: ReplyPlace;
  reply: DeskReply;
  modality: ReplyModality;
  /** By which whoever reads this can undo having let it go; null where somebody else did. */
  ownDecisionId: number | null | undefined;
  /** The card has just replaced the form: what was focused is gone. */
  takeFocus: boolean;
  onRecall: () => void;
  preview: ReactNode;
}

function secondsLeft(reply: DeskReply, now: number): number {
  if (reply.awaiting_approval || reply.release_at === null) return 0;
  return Math.max(0, Math.ceil((Date.parse(reply.release_at) - now) / 1000));
}

function Status({ reply, left }: { reply: DeskReply; left: number }) {
  if (reply.status === 'sending') return <DraftStatus dot="busy">Sending</DraftStatus>;
  if (reply.awaiting_approval) return <DraftStatus dot="warning">Waiting for approval</DraftStatus>;
  return (
    <DraftStatus dot="busy">
      Queued to send
      <span aria-hidden>{left > 0 ? ` in ${left} s` : ''}</span>
    </DraftStatus>
  );
}

/** A reply that was let go: to be read, and called back while that is possible. */
export function QueuedReply(props: Props) {
  const { place, reply, modality, ownDecisionId, takeFocus, onRecall, preview } = props;
  const recall = useRecallReply(place);
  const undoing = useUndoSending(place);
  const pictures = useQuery(replyQueries.inlineImages(place.conversationId, reply.body_html));
  const counting = reply.status === 'queued' && !reply.awaiting_approval && reply.release_at !== null;
  const left = secondsLeft(reply, useNow(counting));
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (takeFocus) card.current?.focus({ preventScroll: true });
  }, [takeFocus]);
  const editKeys = useKeysOf('edit');
  const comeBack = () => {
    onRecall();
    // A row that has the focus leaves its list with this.
    card.current?.focus({ preventScroll: true });
  };
  const takeBack = () => {
    comeBack();
    recall.mutate(reply.revision);
  };
  const undo = () => {
    if (undoAbout(place.conversationId)) return;
    if (typeof ownDecisionId !== 'number') return takeBack();
    comeBack();
    undoing.mutate(ownDecisionId);
  };
  const busy = recall.isPending || undoing.isPending;
  const problem = recall.error ?? undoing.error;
  const canEdit = reply.status === 'queued';
  useCommand('edit', takeBack, { enabled: canEdit && !busy });

  return (
    <>
      {problem ? (
        <Notice kind="bad" role="alert">
          {detailOf(problem)}
        </Notice>
      ) : null}
      <ReplyCard
        ref={card}
        name="Queued reply"
        modality={modality}
        html={reply.body_html}
        cc={reply.cc_emails}
        bcc={reply.bcc_emails}
        inlineImages={pictures.data}
        status={<Status reply={reply} left={left} />}
      >
        {preview}
        {canEdit ? (
          <Button
            aria-keyshortcuts={editKeys?.aria}
            title={hintOf('Edit', editKeys)}
            busy={busy}
            onClick={takeBack}
          >
            Edit
          </Button>
        ) : null}
        {left > 1 ? (
          // In the last second it would come too late.
          <Button look="primary" busy={busy} onClick={undo}>
            Undo
          </Button>
        ) : null}
      </ReplyCard>
    </>
  );
}
