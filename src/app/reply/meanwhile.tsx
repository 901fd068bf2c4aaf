import type { ReactNode } from 'react';
import type { DeskReply, Writer } from '#contract/desk/conversation.ts';
import { atTime } from '../lib/dates.ts';
import { plural } from '../lib/plural.ts';
import { Notice, NoticeAction } from '../ui/notice.tsx';
import { asidesOf } from './asides.ts';
import type { LastSent } from './attempt.ts';
import { hasUnsaved, type WorkingCopy } from './working-copy.ts';

interface ConflictProps {
  /** What is saved now. */
  theirs: DeskReply;
  /** Opens both versions beside each other. */
  compare: ReactNode;
  onShowTheirs: () => void;
  onKeepMine: () => void;
}

const deeds = {
  saved: 'saved another version',
  queued: 'queued another version',
  sending: 'sent another version off',
};

/** Names whoever saved a version, as a line begins with it. */
export function whoSaved(author: Writer | null): string {
  return author?.is_caller ? 'You, in another window' : (author?.name ?? 'Somebody');
}

/** Names a version within a sentence. */
export function versionOf(author: Writer | null): string {
  if (author?.is_caller) return 'the version that you saved in another window';
  return author === null ? 'the other version' : `the version of ${author.name}`;
}

/** Somebody else changed the reply while unsaved work is here. Nothing of either is lost whatever is pressed. */
export function Conflict({ theirs, compare, onShowTheirs, onKeepMine }: ConflictProps) {
  const own = theirs.saved_by?.is_caller === true;
  return (
    <Notice
      kind="warning"
      role="alert"
      actions={
        <>
          {compare}
          <NoticeAction onClick={onShowTheirs}>{own ? 'Show that one' : 'Show theirs'}</NoticeAction>
          <NoticeAction onClick={onKeepMine}>{own ? 'Keep this one' : 'Keep mine'}</NoticeAction>
        </>
      }
    >
      {own ? 'You' : (theirs.saved_by?.name ?? 'Somebody')} {deeds[theirs.status]}
      {own ? ' in another window' : ''} {atTime(theirs.updated_at)}.
    </Notice>
  );
}

interface AsideProps {
  shown: WorkingCopy;
  aside: WorkingCopy;
  onSwap: () => void;
  onDrop: () => void;
}

/** Says which of two versions is shown, and what becomes of the other one. */
export function VersionAside({ shown, aside, onSwap, onDrop }: AsideProps) {
  const more = asidesOf(aside).length;
  const behindIt =
    more > 0 ? ` ${plural(more, 'more version')} ${more > 1 ? 'wait' : 'waits'} behind that one.` : '';
  if (shown.theirs !== null) {
    return (
      <Notice
        kind="info"
        role="status"
        actions={
          <>
            <NoticeAction onClick={onSwap}>Back to mine</NoticeAction>
            <NoticeAction onClick={onDrop}>Discard mine</NoticeAction>
          </>
        }
      >
        This is {shown.theirs}. What you wrote here is kept beside it.{behindIt}
      </Notice>
    );
  }
  const changed = hasUnsaved(aside);
  return (
    <Notice
      kind="info"
      role="status"
      actions={
        <>
          <NoticeAction onClick={onSwap}>Show theirs</NoticeAction>
          <NoticeAction onClick={onDrop}>{changed ? 'Discard theirs' : 'Keep mine'}</NoticeAction>
        </>
      }
    >
      This is what you wrote here. Saving it replaces {aside.theirs ?? 'the other version'}
      {changed ? '; what you changed in that one is kept beside it' : ''}.{behindIt}
    </Notice>
  );
}

interface ArrivedProps {
  sent: LastSent;
  onClear: () => void;
  onKeep: () => void;
}

/** The answer was lost, the reply was not: nobody is to send it a second time without knowing. */
export function ArrivedAfterAll({ sent, onClear, onKeep }: ArrivedProps) {
  return (
    <Notice
      kind="warning"
      role="alert"
      actions={
        <>
          <NoticeAction onClick={onClear}>Clear this</NoticeAction>
          <NoticeAction onClick={onKeep}>Keep as a new reply</NoticeAction>
        </>
      }
    >
      The last attempt to send this did arrive: it was sent {atTime(sent.at)}. What you see here would be a
      second reply.
    </Notice>
  );
}
