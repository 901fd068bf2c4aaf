import { lazy, type ReactNode, Suspense, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { DeskReply } from '#contract/desk/conversation.ts';
import { useCommand } from '../lib/commands/use-command.ts';
import { detailOf } from '../lib/http.ts';
import { sanitisedDraft } from '../lib/sanitised-draft.ts';
import { HeldPictures } from '../ui/held-pictures.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { Heard, WhenDone } from './attempt.ts';
import { workingCopies } from './copies.ts';
import { edited, settled } from './copy-steps.ts';
import { heldPictures } from './held-pictures.ts';
import { LeftOut } from './left-out.tsx';
import { NotKept } from './not-kept.tsx';
import { notSent } from './not-sent.ts';
import type { ReplyModality } from './outgoing-body.ts';
import { RecipientField } from './recipient-field.tsx';
import { ReplyFooter } from './reply-footer.tsx';
import { replyOpening } from './reply-opening.ts';
import { ReplyStatus } from './reply-status.tsx';
import type { Onward, ReplyPlace } from './save-reply.ts';
import { TextBody } from './text-body.tsx';
import type { Turn } from './turn.tsx';
import { useKept } from './use-kept.ts';
import { useSaving } from './use-saving.ts';
import { useSignatures } from './use-signatures.ts';
import { hasUnsaved, isLetGo, type WorkingCopy } from './working-copy.ts';

const ReplyEditor = lazy(async () => ({
  default: (await import('../editor/reply-editor.tsx')).ReplyEditor,
}));

/** Saves or lets go what is written, and goes on from there. */
export type Submit = (whenDone: WhenDone, onward: Onward) => void;

interface Props {
  place: ReplyPlace;
  copy: WorkingCopy;
  /** What is saved, as far as the page knows. */
  reply: DeskReply | null;
  modality: ReplyModality;
  /** When the last reply of this conversation went out, if nothing was written since. */
  sentAt: string | null;
  heard: Heard;
  turn: Turn;
  /** Somebody else saved another version, and nobody has said yet which of the two is to stay. */
  conflicting: boolean;
  autoFocus: boolean;
  preview: ReactNode;
  /** What is sent from here waits for a manager first. */
  approvalNeeded: boolean;
  onSubmitter: (submit: Submit | null) => void;
}

const body = '[role="textbox"], textarea';

function EditorSkeleton() {
  return (
    <div role="status" aria-label="Loading the editor" className="flex flex-col gap-3 px-[18px] py-4">
      <Skeleton className="h-3 w-1/2" />
      <Skeleton className="h-3 w-4/5" />
      <Skeleton className="h-3 w-3/5" />
    </div>
  );
}

export function ReplyForm(props: Props) {
  const { place, copy, reply, modality, sentAt, heard, turn, autoFocus, preview, onSubmitter } = props;
  const taken = turn.takenBy !== null;
  const [picturesComing, setPicturesComing] = useState(false);
  const hold = taken || picturesComing || props.conflicting;
  const saving = useSaving(place, { copy, reply, modality, heard, hold });
  const { pending, problem, clear, trouble } = saving;
  // Without a picture that is on its way the reply would not be the one that is seen.
  const submit = (whenDone?: WhenDone, onward: Onward = null) =>
    picturesComing || taken
      ? place.onNotSaved(whenDone ?? copy.whenDone, null)
      : saving.submit(whenDone, onward);
  const submitNow = useEffectEvent(submit);
  useEffect(() => {
    onSubmitter((whenDone, onward) => submitNow(whenDone, onward));
    return () => onSubmitter(null);
  }, [onSubmitter]);
  const { isKept, problem: keeping } = useKept(place.copyKey);
  const change = (next: (copy: WorkingCopy) => WorkingCopy) => {
    clear();
    workingCopies.update(place.copyKey, next);
  };
  const edit = (next: (copy: WorkingCopy) => WorkingCopy) => {
    turn.onTouch();
    change((current) => ({ ...next(current), editedAt: Date.now(), inHistory: false }));
  };
  const { copyKey } = place;
  // The editor goes with this form; the next one opens with what was typed in it.
  useEffect(() => () => workingCopies.update(copyKey, settled), [copyKey]);
  const opened = useMemo(() => sanitisedDraft(copy.opened), [copy.opened]);
  // Told until it is saved over, also to whoever comes back to text that was typed meanwhile.
  const saved = reply !== null && reply.revision === copy.base?.revision ? reply.body_html : copy.opened;
  const dropped = useMemo(
    () => (saved === copy.opened ? opened.dropped : sanitisedDraft(saved).dropped),
    [saved, copy.opened, opened.dropped],
  );
  const unsent = useMemo(() => (modality === 'email' ? notSent(opened.html) : []), [modality, opened.html]);
  const held = useMemo(() => (modality === 'email' ? heldPictures(opened.html) : 0), [modality, opened.html]);
  // Consent is for what somebody looked at: another version asks again.
  const [consentedTo, setConsentedTo] = useState<string | null>(null);
  const showImages = consentedTo === copy.documentKey;
  const locked = pending === 'send';
  const signatures = useSignatures();

  const section = useRef<HTMLElement>(null);
  /** By the key that goes on; a button leaves one where it is. */
  const finish = () => submit(undefined, place.afterFinish());
  useCommand('finish', finish, { within: section });
  useCommand('save', () => submit('review'), { within: section });
  useCommand('edit', () => section.current?.querySelector<HTMLElement>(body)?.focus(), { enabled: !locked });

  return (
    <>
      {keeping === null ? null : <NotKept problem={keeping} />}
      {modality === 'email' ? <LeftOut dropped={dropped} unsent={unsent} /> : null}
      {reply?.failure && !hasUnsaved(copy) ? (
        <Notice kind="bad" role="status">
          The last attempt to send this failed: {reply.failure}
        </Notice>
      ) : null}
      {held > 0 && !showImages ? (
        <HeldPictures
          count={held}
          where="this reply"
          tells="their server that somebody opened it"
          onLoad={() => setConsentedTo(copy.documentKey)}
        />
      ) : null}
      <section
        aria-label="Your reply"
        ref={section}
        tabIndex={-1}
        className="@container rounded-[14px] border border-line-strong bg-surface shadow-float outline-none"
      >
        {modality === 'email' ? (
          <div className="flex flex-wrap border-b border-line">
            <RecipientField
              label="Cc"
              conversationId={place.conversationId}
              recipients={copy.cc}
              text={copy.ccText}
              disabled={locked || taken}
              onChange={(next) =>
                edit((current) => {
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
              disabled={locked || taken}
              onChange={(next) =>
                edit((current) => {
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
                {...replyOpening}
                html={opened.html}
                documentKey={copy.documentKey}
                editable={!locked && !taken}
                autoFocus={autoFocus}
                showImages={showImages}
                signatures={signatures}
                onBusy={setPicturesComing}
                beside={preview}
                onSubmit={finish}
                caret={copy.caret}
                onChange={({ changed, read, caret }) =>
                  edit((current) => edited(current, changed ? read : null, caret))
                }
              />
            </div>
          </Suspense>
        ) : (
          <TextBody
            key={copy.documentKey}
            opened={copy.opened}
            editable={!locked && !taken}
            autoFocus={autoFocus}
            caret={copy.caret}
            onChange={({ read, caret }) => edit((current) => edited(current, read, caret))}
          />
        )}
        {problem === null ? null : (
          <div className="px-3.5 pb-2.5">
            <Notice kind="bad" role="alert">
              {problem}
            </Notice>
          </div>
        )}
        {trouble === null ? null : (
          <div className="px-3.5 pb-2.5">
            <Notice kind="warning" role="status">
              The desk did not save this: {trouble} It will be tried again.
            </Notice>
          </div>
        )}
        {saving.discardError ? (
          <div className="px-3.5 pb-2.5">
            <Notice kind="bad" role="alert">
              {detailOf(saving.discardError)}
            </Notice>
          </div>
        ) : null}
        <fieldset disabled={taken} className="contents">
          <ReplyFooter
            whenDone={copy.whenDone}
            notify={copy.notify}
            approvalNeeded={props.approvalNeeded}
            onChoose={(whenDone) => change((current) => ({ ...current, whenDone }))}
            onNotify={(notify) => change((current) => ({ ...current, notify }))}
            status={
              <ReplyStatus copy={copy} reply={reply} sentAt={sentAt} saving={saving.saving} isKept={isKept} />
            }
            busy={pending !== null || saving.discarding || picturesComing}
            onSubmit={() => submit()}
            onDiscard={
              copy.base === null || isLetGo(copy, reply)
                ? undefined
                : () => copy.base && saving.discard(copy.base)
            }
          />
        </fieldset>
      </section>
    </>
  );
}
