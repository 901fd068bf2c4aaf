import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { QueueTab } from '#contract/desk/queue.ts';
import { hintOf, useKeysOf } from '../lib/commands/keys-of.ts';
import { useCommand } from '../lib/commands/use-command.ts';
import { detailOf } from '../lib/http.ts';
import { offerToOpen } from '../lib/offer-to-open.ts';
import { plural } from '../lib/plural.ts';
import { findingsIn, wasRead } from '../lib/read-replies.ts';
import { useIsShown } from '../lib/use-is-shown.ts';
import { useRoomBelowToasts } from '../lib/use-room-below-toasts.ts';
import { paths } from '../paths.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { QuestionPopup } from '../ui/question-popup.tsx';
import { useNoteField } from '../ui/use-note-field.tsx';
import { type Deed, type LeftOut, useDecideMany } from './decide-many.ts';
import { type Selected, selection, useSelection } from './selection.ts';
import { useBarFocus } from './use-bar-focus.ts';

/** How many of the replies are named where they all are meant. */
const mostNamed = 3;

function namesOf(chosen: readonly Selected[]): string {
  const named = chosen.slice(0, mostNamed).map(({ name }) => name);
  return chosen.length > mostNamed
    ? `${named.join(', ')} and ${chosen.length - mostNamed} more`
    : named.join(', ');
}

const isBlocked = ({ row }: Selected) => row.checks.some(({ level }) => level === 'block');

/** What should be looked at before these replies go out together; empty: nothing. */
function doubts(chosen: readonly Selected[]): string[] {
  const unread = chosen.filter(({ revision }) => !wasRead(revision)).length;
  const blocked = chosen.filter(isBlocked);
  const others = chosen.filter((one) => !isBlocked(one));
  const failing = others.filter(({ row, revision }) => row.checks.length + (findingsIn(revision) ?? 0) > 0);
  const unchecked = others.filter(
    (one) => !one.row.checks_complete && !failing.includes(one) && findingsIn(one.revision) === undefined,
  );
  const overtaken = chosen.filter(({ row }) => row.unanswered_message_id !== null).length;
  return [
    blocked.length > 0
      ? `${plural(blocked.length, 'reply', 'replies')} cannot be sent yet and ${blocked.length === 1 ? 'stays' : 'stay'} here: ${namesOf(blocked)}.`
      : '',
    unread > 0 ? `${plural(unread, 'reply was', 'replies were')} not opened since this page was loaded.` : '',
    failing.length > 0 ? `In ${plural(failing.length, 'reply', 'replies')} the checks find something.` : '',
    unchecked.length > 0
      ? `${plural(unchecked.length, 'reply is', 'replies are')} so long that only the beginning was checked.`
      : '',
    overtaken > 0
      ? `To ${plural(overtaken, 'reply', 'replies')} the customer wrote again: those stay here until that is read.`
      : '',
  ].filter(Boolean);
}

const notDecided = (count: number) => `Nothing was decided about ${plural(count, 'reply', 'replies')}`;

function summary(left: readonly LeftOut[]): string {
  const named = left.slice(0, mostNamed).map(({ name, detail }) => `${name}: ${detail}`);
  const more = left.length > mostNamed ? ` And ${left.length - mostNamed} more.` : '';
  return `${notDecided(left.length)}. ${named.join(' ')}${more}`;
}

/** Decides about all selected replies at once, and says which ones stayed behind and why. */
export function BulkBar({ tab }: { tab: QueueTab }) {
  const { rows, isPart } = useSelection();
  const chosen = [...rows.values()];
  const [left, setLeft] = useState<LeftOut[]>([]);
  const [asked, setAsked] = useState<'approve' | 'return' | null>(null);
  /** A note that was begun and put away: it is there when it is asked for again. */
  const unsentNote = useRef('');
  const navigate = useNavigate();
  const isShown = useIsShown();
  const tellElsewhere = (sentence: string) => {
    if (!isShown()) void offerToOpen('error', sentence, () => navigate({ to: paths.queue, params: { tab } }));
  };
  const approvable = chosen.filter((one) => !isBlocked(one));
  const deciding = useDecideMany({
    onLeftOut: (remaining) => {
      setLeft(remaining);
      if (remaining.length > 0) tellElsewhere(summary(remaining));
    },
    onFailure: (error) => tellElsewhere(`Not every reply was decided about. ${detailOf(error)}`),
  });
  const foot = useRef<HTMLDivElement>(null);
  useRoomBelowToasts('list', foot);
  const barFocus = useBarFocus(chosen);
  const failure = deciding.error ?? deciding.data?.failure;
  const go = (deed: Deed) => {
    setLeft([]);
    setAsked(null);
    deciding.mutate({ deed, chosen: deed.kind === 'approve' ? approvable : chosen });
  };
  const close = () => setAsked(null);
  const approve = () => (doubts(chosen).length > 0 ? setAsked('approve') : go({ kind: 'approve' }));
  const giveBack = () => setAsked('return');
  const approveKeys = useKeysOf('approve-selected');
  const returnKeys = useKeysOf('return-selected');
  const enabled = chosen.length > 0 && !deciding.isPending;
  useCommand('approve-selected', approve, { enabled });
  useCommand('return-selected', giveBack, { enabled });
  return (
    <div ref={foot} className="shrink-0">
      {failure ? (
        <div className="px-3 pb-2">
          <Notice kind="bad" role="alert">
            {detailOf(failure)}
          </Notice>
        </div>
      ) : null}
      {left.length > 0 ? <Remaining left={left} onDone={() => setLeft([])} /> : null}
      {chosen.length > 0 ? (
        <section
          aria-label="Selected replies"
          {...barFocus}
          className="flex flex-wrap items-center gap-2 border-t border-line bg-surface px-3 py-2.5 shadow-float"
        >
          <p role="status" className="mr-auto text-[13px] font-semibold">
            {chosen.length} selected{' '}
            {isPart ? (
              <span className="block font-normal text-third">of those read so far: the list goes on</span>
            ) : null}
          </p>
          <Button
            look="quiet"
            aria-label="Clear the selection"
            title="Clear the selection"
            className="w-11 px-0! wide:w-[34px]"
            onClick={() => selection.clear()}
          >
            <X aria-hidden className="size-4" />
          </Button>
          <div className="flex gap-2 max-[380px]:basis-full max-[380px]:*:flex-1">
            <Button title={hintOf('Return the selected with a note', returnKeys)} onClick={giveBack}>
              Return {chosen.length}
            </Button>
            <Button
              look="primary"
              busy={deciding.isPending}
              title={hintOf('Approve the selected', approveKeys)}
              onClick={approve}
            >
              Approve {chosen.length}
            </Button>
          </div>
        </section>
      ) : null}
      <Question
        open={asked === 'approve'}
        onClose={close}
        title={`Approve ${plural(chosen.length, 'reply', 'replies')}?`}
      >
        <AlertDialog.Description className="mt-1.5 flex flex-col gap-1 text-second">
          {doubts(chosen).map((doubt) => (
            <span key={doubt}>{doubt}</span>
          ))}
        </AlertDialog.Description>
        <div className="mt-5 flex justify-end gap-2">
          <AlertDialog.Close className={buttonClass('secondary')}>Cancel</AlertDialog.Close>
          {approvable.length === 0 ? null : (
            <Button look="primary" onClick={() => go({ kind: 'approve' })}>
              {approvable.length === chosen.length
                ? 'Approve anyway'
                : `Approve the other ${approvable.length}`}
            </Button>
          )}
        </div>
      </Question>
      <Question
        open={asked === 'return'}
        onClose={close}
        title={`Return ${plural(chosen.length, 'reply', 'replies')}?`}
      >
        <NoteForAll
          begun={unsentNote.current}
          onWrite={(note) => {
            unsentNote.current = note;
          }}
          onReturn={(note) => {
            unsentNote.current = '';
            go({ kind: 'return', note });
          }}
        />
      </Question>
    </div>
  );
}

function Question(props: { open: boolean; onClose: () => void; title: string; children: React.ReactNode }) {
  const { open, onClose, title, children } = props;
  return (
    <AlertDialog.Root open={open} onOpenChange={(shown) => (shown ? undefined : onClose())}>
      <QuestionPopup title={title}>{children}</QuestionPopup>
    </AlertDialog.Root>
  );
}

interface NoteProps {
  /** What was written of it before. */
  begun: string;
  onWrite: (note: string) => void;
  onReturn: (note: string) => void;
}

function NoteForAll({ begun, onWrite, onReturn }: NoteProps) {
  const { field, give } = useNoteField(onReturn, begun, onWrite);
  return (
    <>
      <AlertDialog.Description className="mt-1.5 mb-3 text-second">
        Their writers get the same note.
      </AlertDialog.Description>
      {field}
      <div className="mt-4 flex justify-end gap-2">
        <AlertDialog.Close className={buttonClass('secondary')}>Cancel</AlertDialog.Close>
        <Button look="primary" onClick={give}>
          Return
        </Button>
      </div>
    </>
  );
}

function Remaining({ left, onDone }: { left: readonly LeftOut[]; onDone: () => void }) {
  return (
    <section
      role="alert"
      aria-label="Not decided"
      className="mx-3 mb-2 rounded-[10px] bg-warning-soft px-3 py-2 text-[13px] text-warning-ink"
    >
      <div className="flex items-start gap-2">
        <p className="min-w-0 flex-1 font-semibold">{notDecided(left.length)}:</p>
        <button
          type="button"
          aria-label="Dismiss"
          title="Dismiss"
          onClick={onDone}
          className="size-6 shrink-0"
        >
          <X aria-hidden className="mx-auto size-4" />
        </button>
      </div>
      <ul className="mt-1 flex max-h-40 flex-col gap-1 overflow-y-auto">
        {left.map(({ name, detail }) => (
          <li key={`${name} ${detail}`} className="wrap-anywhere">
            <b className="font-semibold">{name}</b>: {detail}
          </li>
        ))}
      </ul>
    </section>
  );
}
