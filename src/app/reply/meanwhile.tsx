import type { DeskReply } from '#contract/desk/conversation.ts';
import { sinceTime } from '../lib/dates.ts';
import { Notice, NoticeAction } from '../ui/notice.tsx';

interface ConflictProps {
  /** What is saved now; null where nothing is any more. */
  theirs: DeskReply | null;
  onShowTheirs: () => void;
  onKeepMine: () => void;
}

const deeds = {
  saved: 'saved another version',
  queued: 'queued another version',
  sending: 'is sending another version',
};

/** Somebody else changed the reply while unsaved work is here. Nothing of either is lost whatever is pressed. */
export function Conflict({ theirs, onShowTheirs, onKeepMine }: ConflictProps) {
  if (theirs === null) {
    return (
      <Notice
        kind="warning"
        role="alert"
        actions={<NoticeAction onClick={onKeepMine}>Keep mine</NoticeAction>}
      >
        The saved reply was sent or discarded meanwhile. What you wrote is still here.
      </Notice>
    );
  }
  return (
    <Notice
      kind="warning"
      role="alert"
      actions={
        <>
          <NoticeAction onClick={onShowTheirs}>Show theirs</NoticeAction>
          <NoticeAction onClick={onKeepMine}>Keep mine</NoticeAction>
        </>
      }
    >
      {theirs.author?.name ?? 'Somebody'} {deeds[theirs.status]} at {sinceTime(theirs.updated_at)}
    </Notice>
  );
}

interface AsideProps {
  onBack: () => void;
  onDrop: () => void;
}

/** One's own version waits while the other one is shown. */
export function MineAside({ onBack, onDrop }: AsideProps) {
  return (
    <Notice
      kind="info"
      role="status"
      actions={
        <>
          <NoticeAction onClick={onBack}>Back to mine</NoticeAction>
          <NoticeAction onClick={onDrop}>Discard mine</NoticeAction>
        </>
      }
    >
      This is the other version. What you wrote is kept.
    </Notice>
  );
}
