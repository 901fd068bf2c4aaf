import { type KeyboardEvent, lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { DeskReply } from '#contract/desk/conversation.ts';
import { sinceTime } from '../lib/dates.ts';
import { detailOf } from '../lib/http.ts';
import { mailSanitiser } from '../lib/mail-sanitiser.ts';
import { Notice, NoticeAction } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { Heard } from './attempt.ts';
import { DraftStatus } from './draft-status.tsx';
import { type ReplyPlace, useDiscardReply } from './mutations.ts';
import type { ReplyModality } from './outgoing-body.ts';
import { RecipientField } from './recipient-field.tsx';
import { ReplyFooter } from './reply-footer.tsx';
import { TextBody } from './text-body.tsx';
import { useSubmit } from './use-submit.ts';
import { edited, hasUnsaved, settled, type WorkingCopy, workingCopies } from './working-copy.ts';

const ReplyEditor = lazy(async () => ({
  default: (await import('../editor/reply-editor.tsx')).ReplyEditor,
}));

const remoteImage = /<img\b[^>]*\ssrc(?:set)?\s*=\s*["']?\s*(?:https?:)?\/\//i;

interface Props {
  place: ReplyPlace;
  copy: WorkingCopy;
  /** What is saved, as far as the page knows. */
  reply: DeskReply | null;
  modality: ReplyModality;
  /** When the last reply of this conversation went out, if nothing was written since. */
  sentAt: string | null;
  heard: Heard;
  autoFocus: boolean;
}

function EditorSkeleton() {
  return (
    <div role="status" aria-label="Loading the editor" className="flex flex-col gap-3 px-[18px] py-4">
      <Skeleton className="h-3 w-1/2" />
      <Skeleton className="h-3 w-4/5" />
      <Skeleton className="h-3 w-3/5" />
    </div>
  );
}

function Status({ copy, reply, sentAt }: Pick<Props, 'copy' | 'reply' | 'sentAt'>) {
  if (hasUnsaved(copy)) return <DraftStatus dot="warning">Not saved yet</DraftStatus>;
  if (copy.base === null && sentAt !== null)
    return <DraftStatus dot="good">Sent {sinceTime(sentAt)}</DraftStatus>;
  if (copy.base === null) return <DraftStatus dot="none">Not saved yet</DraftStatus>;
  if (reply?.failure != null && reply.revision === copy.base.revision)
    return <DraftStatus dot="bad">Could not send</DraftStatus>;
  const at = reply?.revision === copy.base.revision ? reply.updated_at : new Date(copy.asOf).toISOString();
  return <DraftStatus dot="good">Saved {sinceTime(at)}</DraftStatus>;
}

export function ReplyForm({ place, copy, reply, modality, sentAt, heard, autoFocus }: Props) {
  const { submit, pending, problem, clear } = useSubmit(place, modality, heard);
  const discard = useDiscardReply(place);
  const change = (next: (copy: WorkingCopy) => WorkingCopy) => {
    clear();
    workingCopies.update(place.copyKey, next);
  };
  const { copyKey } = place;
  // The editor goes with this form; the next one opens with what was typed in it.
  useEffect(() => () => workingCopies.update(copyKey, settled), [copyKey]);
  const opened = useMemo(() => mailSanitiser.sanitise(copy.opened), [copy.opened]);
  const [showImages, setShowImages] = useState(false);
  const imagesWait = !showImages && modality === 'email' && remoteImage.test(opened.html);
  const locked = pending && copy.whenDone === 'send';

  const onKeyDown = (event: KeyboardEvent) => {
    const command = event.ctrlKey || event.metaKey;
    if (!command || event.altKey || event.defaultPrevented) return;
    if (event.key !== 'Enter' && event.key.toLowerCase() !== 's') return;
    event.preventDefault();
    submit();
  };

  return (
    <>
      {modality === 'email' && opened.dropped.length > 0 ? (
        <Notice kind="warning" role="status">
          Unsafe parts of this draft were left out:{' '}
          {opened.dropped.map(({ what, count }) => (count > 1 ? `${what} (${count})` : what)).join(', ')}.
          Saving keeps them out.
        </Notice>
      ) : null}
      {reply?.failure && !hasUnsaved(copy) ? (
        <Notice kind="bad" role="status">
          The last attempt to send this failed: {reply.failure}
        </Notice>
      ) : null}
      {imagesWait ? (
        <Notice
          kind="info"
          actions={<NoticeAction onClick={() => setShowImages(true)}>Load pictures</NoticeAction>}
        >
          Pictures in this reply come from elsewhere and are not loaded.
        </Notice>
      ) : null}
      <section
        aria-label="Your reply"
        onKeyDown={onKeyDown}
        className="@container rounded-[14px] border border-line-strong bg-surface shadow-float"
      >
        {modality === 'email' ? (
          <div className="flex flex-wrap border-b border-line">
            <RecipientField
              label="Cc"
              conversationId={place.conversationId}
              recipients={copy.cc}
              text={copy.ccText}
              disabled={locked}
              onChange={(next) =>
                change((current) => {
                  const { recipients, text } = next({ recipients: current.cc, text: current.ccText });
                  return { ...current, cc: recipients, ccText: text };
                })
              }
            />
            <RecipientField
              label="Bcc"
              collapsible
              conversationId={place.conversationId}
              recipients={copy.bcc}
              text={copy.bccText}
              disabled={locked}
              onChange={(next) =>
                change((current) => {
                  const { recipients, text } = next({ recipients: current.bcc, text: current.bccText });
                  return { ...current, bcc: recipients, bccText: text };
                })
              }
            />
          </div>
        ) : null}
        {modality === 'email' ? (
          <Suspense fallback={<EditorSkeleton />}>
            <div className="flex flex-col split:max-h-[min(44dvh,520px)]">
              <ReplyEditor
                html={opened.html}
                documentKey={copy.documentKey}
                editable={!locked}
                autoFocus={autoFocus}
                showImages={showImages}
                placeholder="Write a reply…"
                onSubmit={submit}
                onChange={({ changed, read }) => change((current) => edited(current, changed ? read : null))}
              />
            </div>
          </Suspense>
        ) : (
          <TextBody
            key={copy.documentKey}
            opened={copy.opened}
            editable={!locked}
            autoFocus={autoFocus}
            onChange={(read) => change((current) => edited(current, read))}
          />
        )}
        {problem === null ? null : (
          <div className="px-3.5 pb-2.5">
            <Notice kind="bad" role="alert">
              {problem}
            </Notice>
          </div>
        )}
        {discard.error ? (
          <div className="px-3.5 pb-2.5">
            <Notice kind="bad" role="alert">
              {detailOf(discard.error)}
            </Notice>
          </div>
        ) : null}
        <ReplyFooter
          whenDone={copy.whenDone}
          notify={copy.notify}
          onChoose={(whenDone) => change((current) => ({ ...current, whenDone }))}
          onNotify={(notify) => change((current) => ({ ...current, notify }))}
          status={<Status copy={copy} reply={reply} sentAt={sentAt} />}
          busy={pending || discard.isPending}
          onSubmit={submit}
          onDiscard={copy.base === null ? undefined : () => copy.base && discard.mutate(copy.base)}
        />
      </section>
    </>
  );
}
