import { useInfiniteQuery, useIsMutating, useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronLeft } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DeskMessage, DeskReply } from '#contract/desk/conversation.ts';
import type { GradedFinding } from '#mail/checks/grade-findings.ts';
import { Checks } from './approval/checks.tsx';
import { Decision } from './approval/decision.tsx';
import { LeftNote } from './approval/left-note.tsx';
import { keepMarked } from './approval/mark-findings.ts';
import { useConfirm } from './approval/mutations.ts';
import { approvalQueries } from './approval/queries.ts';
import { showFinding } from './approval/show-finding.ts';
import { useDecision } from './approval/use-decision.ts';
import { useFindings } from './approval/use-findings.ts';
import { ConversationHeader, contactName } from './conversation/conversation-header.tsx';
import { ConversationLog } from './conversation/conversation-log.tsx';
import { conversationQueries } from './conversation/queries.ts';
import { BackLink, ConversationProblem, LoadingHeader } from './conversation-problem.tsx';
import { fetchMore } from './lib/fetch-more.ts';
import { ApiError, detailOf, type Receipt } from './lib/http.ts';
import { lastArrived } from './lib/last-arrived.ts';
import { loadToasts } from './lib/load-toasts.ts';
import { noteFindings, noteRead } from './lib/read-replies.ts';
import { replyKey } from './lib/reply-mutations.ts';
import { useIsShown } from './lib/use-is-shown.ts';
import { useMedia } from './lib/use-media.ts';
import { usePainted } from './lib/use-painted.ts';
import { presence } from './live/presence.ts';
import { PresentPeople } from './live/present-people.tsx';
import { usePresence } from './live/use-presence.ts';
import { useNextReply } from './next-reply.ts';
import { notDone } from './not-done.ts';
import type { WhenDone } from './reply/attempt.ts';
import { contentOf, contentVersion } from './reply/checked-content.ts';
import { restoreInto, useWorkingCopy, workingCopies } from './reply/copies.ts';
import { useOfferRecall } from './reply/mutations.ts';
import { Reply } from './reply/reply.tsx';
import type { Submit } from './reply/reply-form.tsx';
import type { Onward } from './reply/save-reply.ts';
import { hasUnsaved } from './reply/working-copy.ts';
import { besideReply, ReviewColumn, ReviewSheet } from './review.tsx';
import { sessionQueries } from './session/queries.ts';
import { Notice, NoticeAction } from './ui/notice.tsx';

function lastSentOf(messages: DeskMessage[]) {
  for (const { response_id: responseId, at, approval } of messages.toReversed())
    if (responseId !== null) return { responseId, at, approvedBy: approval?.by ?? null };
  return null;
}

const noFindings: readonly GradedFinding[] = [];

/** What waits for this manager: what a rep let go, or what somebody else drafted. */
const isToDecide = (reply: DeskReply) =>
  reply.may_approve &&
  (reply.awaiting_approval || (reply.status === 'saved' && reply.author?.is_caller !== true));

/** One conversation: who it is with, its history, and the reply that is being written. */
export function OpenConversation({ conversationId }: { conversationId: string }) {
  const client = useQueryClient();
  const painted = usePainted();
  const wanted = conversationQueries.detail(conversationId);
  // What was read ahead is painted before it is asked for again.
  const isAhead = client.getQueryData(wanted.queryKey) !== undefined;
  const detail = useQuery({ ...wanted, enabled: painted || !isAhead });
  const history = useInfiniteQuery(conversationQueries.messages(conversationId));
  const session = useQuery(sessionQueries.current()).data;
  const present = usePresence(conversationId, session?.person.person_id);
  const messages = useMemo(() => history.data?.pages.flatMap((page) => page.data).reverse(), [history.data]);
  const conversation = detail.data;
  const newest = messages?.at(-1);
  const lastRead = useMemo(() => messages && lastArrived(messages)?.message_id, [messages]);
  const lastSent = useMemo(() => messages && lastSentOf(messages), [messages]);

  // The history is fetched again when something happened, rather than with every look at the conversation.
  const moment = conversation && `${conversation.message_count} ${conversation.reply?.response_id ?? ''}`;
  const seen = useRef(moment);
  const { refetch } = history;
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== moment) refetch();
    seen.current = moment;
  }, [moment, refetch]);

  const name = conversation && contactName(conversation);
  const reply = conversation?.reply ?? null;
  const shown = reply?.revision;
  useEffect(() => {
    if (shown !== undefined) noteRead(shown);
  }, [shown]);
  const copyKey = `${session?.organization.organization_id} ${session?.person.person_id} ${conversationId}`;
  const copy = useWorkingCopy(copyKey);
  const edited = copy !== undefined && hasUnsaved(copy);
  const { prepare, hasNext, goOn, comeBack, offerToComeBack } = useNextReply(conversationId);
  const decision = useDecision({
    conversationId,
    reply,
    isSaving: useIsMutating({ mutationKey: replyKey(conversationId) }) > 0,
    contactName: name ?? '',
    onDecided: goOn,
    onRefused: ({ deed, error, ledOn }) => {
      const sentence = notDone(name ?? '', deed, error);
      void (ledOn ? comeBack(sentence) : offerToComeBack(sentence));
    },
  });
  const confirm = useConfirm(conversationId, name ?? '', () => workingCopies.get(copyKey)?.base?.revision);
  const submitter = useRef<Submit | null>(null);
  const takeSubmitter = useCallback((submit: Submit | null) => {
    submitter.current = submit;
  }, []);
  const roomy = useMedia(besideReply);
  /** Whether the decision is made in the sheet that is over the page. */
  const [inSheet, setInSheet] = useState(false);
  useEffect(prepare);

  const findings = useFindings(conversation, contentVersion(copy, reply), edited, () =>
    contentOf(copy, reply, conversation?.reply_modality ?? 'email'),
  );
  useEffect(() => {
    if (shown !== undefined && findings !== undefined && !edited) noteFindings(shown, findings.length);
  }, [shown, findings, edited]);
  useEffect(() => keepMarked(findings ?? []), [findings]);
  const blocking = findings?.find(({ level }) => level === 'block');
  const blocked = blocking ? 'This cannot be sent until you fix what is marked in red.' : null;

  const isShown = useIsShown();
  const offerRecall = useOfferRecall();
  const onSaved = (whenDone: WhenDone, receipt: Receipt, onward: Onward) => {
    const saved = workingCopies.get(copyKey);
    // What was written meanwhile is in need of its writer.
    const isDone = whenDone === 'send' && !(saved && hasUnsaved(saved));
    const stays = isShown() && !(isDone && onward !== null && goOn(onward));
    const { scheduled_send_at: scheduledAt, decisionId } = receipt;
    if (whenDone !== 'send' || scheduledAt === null || decisionId === null || !session) return;
    const held = conversation?.approval_needed === true;
    const holdSeconds = session.send_hold_seconds;
    const letGo = { name: name ?? '', held, scheduledAt, holdSeconds, decisionId };
    offerRecall({ conversationId, copyKey }, letGo, stays && !held);
  };
  const onNotSaved = (whenDone: WhenDone, error: Error | null) => {
    if (whenDone === 'send' && error !== null && !isShown())
      void offerToComeBack(notDone(name ?? '', 'sent', error));
  };
  const restore = async (of: { responseId: string; revision: string }) => {
    const query = approvalQueries.revision(conversationId, of.responseId, of.revision);
    const old = await client.fetchQuery(query).catch(async (error: unknown) => {
      (await loadToasts()).error(detailOf(error));
    });
    if (old) restoreInto(copyKey, old);
  };
  const missing = detail.error instanceof ApiError && detail.error.status === 404;
  const title = name ?? (missing ? 'Conversation not found' : undefined);
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · Countersign`;
  }, [title]);

  if (detail.error && conversation === undefined) {
    return <ConversationProblem error={detail.error} onRetry={() => detail.refetch()} />;
  }
  const back = (
    <BackLink className="-ml-2 inline-flex size-11 shrink-0 items-center justify-center rounded-lg text-second wide:hidden">
      <ChevronLeft aria-hidden className="size-5" />
      <span className="sr-only">Back to the list</span>
    </BackLink>
  );
  const panel = conversation && {
    conversation,
    checks: (onShow: (finding: GradedFinding) => void) =>
      reply === null && !edited ? null : <Checks findings={findings} onShow={onShow} />,
    missedSince: decision.missedSince,
    onRestore: reply === null || reply.status === 'saved' ? restore : undefined,
  };
  const toDecide = reply !== null && isToDecide(reply) ? `${copyKey} ${reply.response_id}` : null;
  const decide =
    toDecide === null
      ? null
      : (onShow: (finding: GradedFinding) => void) => (
          <Decision
            key={toDecide}
            name={toDecide}
            decision={decision}
            // What was saved in a pause of its writing is still an edit.
            edited={edited || copy?.inPause === true}
            blocked={blocked}
            onBlocked={() => blocking && onShow(blocking)}
            onApproveEdited={(direction) => submitter.current?.('send', direction)}
          />
        );
  // Where nothing is left to decide, no panel says why a decision was refused.
  const refused = decide === null ? decision.problem : null;
  const cameToNothing = confirm.error ? detailOf(confirm.error) : refused;
  return (
    <div className="flex h-full">
      <section aria-label={name ?? 'Conversation'} className="flex h-full min-w-0 flex-1 flex-col">
        {conversation ? (
          <ConversationHeader
            conversation={conversation}
            back={back}
            beside={
              <>
                <PresentPeople others={present.others} />
                {panel && !roomy ? (
                  <ReviewSheet
                    {...panel}
                    missed={decision.missed}
                    findings={reply === null && !edited ? noFindings : (findings ?? noFindings)}
                    decision={decide}
                    onOpen={setInSheet}
                  />
                ) : null}
              </>
            }
          />
        ) : (
          <LoadingHeader />
        )}
        {detail.error ? (
          <p
            role="status"
            className="flex items-center justify-center gap-3 border-b border-line bg-sunken text-[12.5px] text-second"
          >
            This page may be out of date. <NoticeAction onClick={() => detail.refetch()}>Retry</NoticeAction>
          </p>
        ) : null}
        <ConversationLog
          messages={messages}
          contactName={name ?? ''}
          error={history.error}
          hasEarlier={history.hasNextPage}
          loadingEarlier={history.isFetchingNextPage}
          onEarlier={() => fetchMore(history)}
          onRetry={() => history.refetch()}
        >
          <div className="shrink-0 px-3 pb-3 wide:px-6 wide:pb-4">
            {conversation && session ? (
              <Reply
                place={{
                  organizationId: session.organization.organization_id,
                  personId: session.person.person_id,
                  conversationId,
                  name: name ?? '',
                  copyKey,
                  readThrough: lastRead ?? null,
                  returnedAt: reply?.returned?.at ?? null,
                  onSaved,
                  afterFinish: () => (hasNext() ? 1 : null),
                  onNotSaved,
                }}
                conversation={conversation}
                turn={{
                  takenBy: present.editor?.name ?? null,
                  tookOver: present.tookOver,
                  onTouch: presence.touched,
                  onRest: presence.rested,
                  onTakeOver: presence.takeOver,
                }}
                asOf={detail.dataUpdatedAt}
                historyAsOf={history.dataUpdatedAt}
                lastSent={lastSent}
                sentAt={newest && newest.response_id !== null ? newest.at : null}
                onSubmitter={takeSubmitter}
                onCustomerRead={() => {
                  if (reply?.unanswered_message_id)
                    confirm.mutate({ reply, read_through: reply.unanswered_message_id });
                }}
              />
            ) : null}
            {cameToNothing === null ? null : (
              <div className="mx-auto mt-2 max-w-[760px]">
                <Notice kind="bad" role="alert">
                  {cameToNothing}
                </Notice>
              </div>
            )}
            {decision.returning ? null : (
              <div className="mx-auto mt-2 max-w-[760px] empty:hidden">
                <LeftNote place={copyKey} toDecide={toDecide} />
              </div>
            )}
            {decide && !roomy && !inSheet ? (
              <div className="@container mx-auto mt-3 max-w-[760px]">{decide(showFinding)}</div>
            ) : null}
          </div>
        </ConversationLog>
      </section>
      {panel && roomy ? <ReviewColumn {...panel} decision={decide?.(showFinding)} /> : null}
    </div>
  );
}
