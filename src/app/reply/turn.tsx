import { useLayoutEffect, useRef } from 'react';
import { Notice, NoticeAction } from '../ui/notice.tsx';

/** Whose turn it is to write: one person at a time does. */
export interface Turn {
  /** The name of somebody else who is at it. */
  takenBy: string | null;
  /** They took it from the person here. */
  tookOver: boolean;
  /** Something was written here. */
  onTouch: () => void;
  /** Nothing is left here to be saved. */
  onRest: () => void;
  onTakeOver: () => void;
}

/** What nobody can use any more who had the focus there. */
const taken = ':disabled, [role="textbox"], textarea';

/** Says why nothing can be written here, and lets it be. Whoever was just writing is told there. */
export function TakenTurn({ by, turn, onTakeOver }: { by: string; turn: Turn; onTakeOver: () => void }) {
  const notice = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const reply = notice.current?.closest('[data-reply]');
    const focused = document.activeElement;
    if (reply?.contains(focused) && focused?.matches(taken)) notice.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Notice
      ref={notice}
      kind="info"
      role="status"
      actions={<NoticeAction onClick={onTakeOver}>Take over</NoticeAction>}
    >
      {turn.tookOver ? `${by} took over this reply.` : `${by} is editing this reply.`}
    </Notice>
  );
}
