import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { DeskReply } from '#contract/desk/conversation.ts';
import { ApiError, detailOf, isUnreachable } from '../lib/http.ts';
import { undoOf } from '../lib/undo-decisions.ts';
import { noteUnderway, offerUndo } from '../lib/undoable.ts';
import { useIsShown } from '../lib/use-is-shown.ts';
import { whenPainted } from '../lib/use-painted.ts';
import { useApprove, useReturn } from './mutations.ts';
import { forgetRefusal, noteRefusal, refusalOf } from './refusals.ts';

/** A decision that came to nothing. */
interface Refused {
  deed: 'approved' | 'returned';
  error: Error;
  /** The page had led on to the next reply by itself. */
  ledOn: boolean;
}

interface About {
  conversationId: string;
  reply: DeskReply | null;
  /** Something that this page saved is not in `reply` yet. */
  isSaving: boolean;
  /** Whom the reply is to. */
  contactName: string;
  /** On to the next one, which does not wait until the decision is made. @returns whether the page is left. */
  onDecided: (direction: 1 | -1) => boolean;
  /** A decision came to nothing after the page was left. */
  onRefused: (refused: Refused) => void;
}

const changedMeanwhile =
  'This reply was changed while you were reading it. Nothing was sent: look at what changed, then decide again.';

const unanswered =
  'Nobody answered, so this may have been decided all the same. Decide again when the desk is back: it counts once.';

const isChange = (error: Error) => error instanceof ApiError && error.status === 412;
const sentenceOf = (error: Error) =>
  isChange(error) ? changedMeanwhile : isUnreachable(error) ? unanswered : detailOf(error);

/** A manager's decision about the reply that was read: a revision, not whatever is saved by the time of the click. */
export function useDecision(about: About) {
  const { conversationId, reply, isSaving, contactName, onDecided, onRefused } = about;
  const client = useQueryClient();
  const revision = reply?.revision ?? '';
  const [of, setOf] = useState(reply?.response_id);
  const [refused] = useState(() => refusalOf(conversationId));
  const isSame = refused !== null && refused.responseId === reply?.response_id;
  const missed = isSame && isChange(refused.error) ? refused.revision : null;
  /** Null until what was missed is on the screen. */
  const [read, setRead] = useState<string | null>(missed === null ? revision : null);
  const [missedSince, setMissedSince] = useState<string | null>(missed);
  const [problem, setProblem] = useState(refused && sentenceOf(refused.error));
  useEffect(() => void forgetRefusal(conversationId), [conversationId]);
  const approving = useApprove(conversationId);
  const returning = useReturn(conversationId);
  // Another reply is read from its beginning; so is what one wrote oneself.
  if (of !== reply?.response_id || (reply?.saved_by?.is_caller && read !== revision)) {
    setOf(reply?.response_id);
    setRead(revision);
    setMissedSince(null);
    setProblem(null);
  }
  if (read === null && revision !== missedSince) setRead(revision);
  const changed = read !== null && read !== revision;

  const miss = () => {
    setMissedSince(read);
    setProblem(changedMeanwhile);
    setRead(revision);
  };
  const isShown = useIsShown();
  const failed = (refused: Refused) => {
    const { error, ledOn } = refused;
    if (ledOn || !isShown()) {
      noteRefusal(conversationId, { responseId: reply?.response_id, revision, error });
      return onRefused(refused);
    }
    setProblem(sentenceOf(error));
    if (!isChange(error)) return;
    setMissedSince(revision);
    setRead(null);
  };

  // A second press comes before the next reply is on the screen: what nobody has seen is not decided.
  const seen = useRef(false);
  useLayoutEffect(() => {
    const giveUp = whenPainted(() => {
      seen.current = true;
    });
    return () => {
      giveUp();
      // A drawing that is put away may come again.
      seen.current = false;
    };
  }, []);
  const canDecide = (of: DeskReply | null): of is DeskReply =>
    of !== null && seen.current && !approving.isPending && !returning.isPending;
  // What was just saved is what is approved, once its revision is known here.
  const wanted = useRef<1 | -1 | null>(null);
  const approve = (direction: 1 | -1 = 1) => {
    wanted.current = isSaving ? direction : null;
    if (isSaving) return;
    if (!canDecide(reply) || read === null) return;
    if (changed) return miss();
    if (reply.customer_wrote_since)
      return setProblem(
        `${contactName} wrote again after this reply was drafted. Read that, and say so, first.`,
      );
    setProblem(null);
    const made = approving.mutateAsync({ reply, revision: read });
    noteUnderway(made);
    const left = onDecided(direction);
    made.then(
      (result) => {
        const until = result.reply.release_at ? Date.parse(result.reply.release_at) : 0;
        const label = `Approved the reply to ${contactName}`;
        const offer = { label, conversationId, until, decision: made, ...undoOf(client, [result]) };
        offerUndo(offer, !left && isShown());
      },
      (error: Error) => failed({ deed: 'approved', error, ledOn: left }),
    );
  };
  useEffect(() => {
    if (!isSaving && wanted.current !== null) approve(wanted.current);
  });
  /** @returns whether the reply that is returned is still on the screen; null: it is not returned. */
  const giveBack = async (note: string, passage: string | null): Promise<'here' | 'left' | null> => {
    if (!canDecide(reply) || read === null) return null;
    if (changed) {
      miss();
      return null;
    }
    setProblem(null);
    const made = returning.mutateAsync({ reply, revision: read, note, passage });
    noteUnderway(made);
    return made.then(
      (result) => {
        const label = `Returned the reply for ${contactName}`;
        offerUndo({ label, conversationId, until: null, decision: made, ...undoOf(client, [result]) });
        return isShown() && !onDecided(1) ? 'here' : 'left';
      },
      (error: Error) => {
        failed({ deed: 'returned', error, ledOn: false });
        return null;
      },
    );
  };
  return {
    approve,
    giveBack,
    /** Whether the reply was seen, and nothing is being decided about it. */
    mayDecide: () => canDecide(reply),
    problem,
    /** The revision that was read before somebody changed it; null: nothing was missed. */
    missedSince: changed ? read : missedSince,
    changed,
    /** A decision was refused for what was changed. */
    missed: missedSince !== null,
    approving: approving.isPending,
    returning: returning.isPending,
  };
}

export type DecisionState = ReturnType<typeof useDecision>;
