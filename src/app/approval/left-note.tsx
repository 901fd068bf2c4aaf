import { useState } from 'react';
import { Notice, NoticeAction } from '../ui/notice.tsx';
import { unfinishedReturns } from './unfinished-returns.ts';

interface Props {
  /** Names the person and the conversation. */
  place: string;
  /** The unfinished return whose form is there; null: none has one. */
  toDecide: string | null;
}

/** What was to be done about a reply that went, or was taken, before it was returned. */
export function LeftNote({ place, toDecide }: Props) {
  const [, setDiscarded] = useState<string | null>(null);
  const left = unfinishedReturns.left(place, toDecide);
  if (left === null) return null;
  const discard = () => {
    unfinishedReturns.end(left.name);
    setDiscarded(left.name);
  };
  return (
    <Notice
      kind="warning"
      role="status"
      actions={<NoticeAction onClick={discard}>Discard note</NoticeAction>}
    >
      Your note was not handed over, as nothing was left to return: “{left.note}”
    </Notice>
  );
}
