import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import type { DeskReply } from '#contract/desk/conversation.ts';
import { atTime } from '../../lib/dates.ts';
import { NoticeAction } from '../../ui/notice.tsx';
import { workingCopies } from '../copies.ts';
import type { ReplyModality } from '../outgoing-body.ts';
import type { WorkingCopy } from '../working-copy.ts';
import { keepInHistory } from './keep-in-history.ts';
import { contentOfCopy, type VersionContent, versionsOf } from './versions.ts';

const CompareDialog = lazy(async () => ({ default: (await import('./compare-dialog.tsx')).CompareDialog }));

interface Props {
  conversationId: string;
  copyKey: string;
  copy: WorkingCopy;
  theirs: DeskReply;
  modality: ReplyModality;
  /** Whose version it is, as a line begins with it: `Clark Webb`, `You, in another window` */
  who: string;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  onMerge: (content: VersionContent) => void;
}

const deeds = { saved: 'saved', queued: 'queued', sending: 'sent off' };

/** Opens both versions beside each other. What loses is kept in the history of the reply first. */
export function CompareButton(props: Props) {
  const { conversationId, copyKey, copy, theirs, modality, who } = props;
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLElement | null>(null);
  const versions = useMemo(
    () => (open ? versionsOf(copy, theirs, modality) : null),
    [open, copy, theirs, modality],
  );
  const decide = (then: () => void) => {
    setOpen(false);
    then();
  };
  const keepMineAside = async () => {
    const mine = contentOfCopy(copy, modality);
    if (!(await keepInHistory(conversationId, mine))) return;
    const isMine = (one: WorkingCopy) =>
      JSON.stringify(contentOfCopy(one, modality)) === JSON.stringify(mine);
    workingCopies.update(copyKey, ({ aside, ...shown }) => ({
      ...shown,
      aside: aside && isMine(aside) ? { ...aside, inHistory: true } : aside,
    }));
  };
  return (
    <span ref={box}>
      <NoticeAction
        onClick={() => {
          button.current = box.current?.querySelector('button') ?? null;
          setOpen(true);
        }}
      >
        Compare
      </NoticeAction>
      {versions ? (
        <Suspense fallback={null}>
          <CompareDialog
            key={theirs.revision}
            versions={versions}
            theirsBy={`${who}, ${deeds[theirs.status]} ${atTime(theirs.updated_at)}`}
            open={open}
            onOpen={setOpen}
            returnFocus={button}
            onKeepMine={() => decide(props.onKeepMine)}
            onTakeTheirs={() =>
              decide(() => {
                props.onTakeTheirs();
                void keepMineAside();
              })
            }
            onMerge={(content) =>
              decide(() => {
                props.onMerge(content);
                void keepMineAside();
              })
            }
          />
        </Suspense>
      ) : null}
    </span>
  );
}
