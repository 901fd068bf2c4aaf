import { Dialog } from '@base-ui/react/dialog';
import { type ReactNode, type RefObject, useMemo, useState } from 'react';
import type { Pick } from '#mail/merge/merged-body.ts';
import { plural } from '../../lib/plural.ts';
import { NARROW, useMedia } from '../../lib/use-media.ts';
import { backdropClass } from '../../ui/backdrop-class.ts';
import { Button } from '../../ui/button.tsx';
import { ChangesView } from '../../ui/changes/changes-view.tsx';
import { DialogClose } from '../../ui/dialog-close.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { MergeStep } from './merge-step.tsx';
import { mergeVersions } from './merge-versions.ts';
import { VersionPane } from './version-pane.tsx';
import type { ThreeVersions, VersionContent } from './versions.ts';

type View = 'both' | 'theirs' | 'mine' | 'difference';

interface Props {
  versions: ThreeVersions;
  /** Who wrote theirs and when: `Clark Webb, saved at 10:42` */
  theirsBy: string;
  open: boolean;
  onOpen: (open: boolean) => void;
  returnFocus: RefObject<HTMLElement | null>;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  onMerge: (content: VersionContent) => void;
}

const scrollsByKeyboard = { tabIndex: 0 };
const wideViews = [
  { value: 'both', label: 'Side by side' },
  { value: 'difference', label: 'Difference' },
] as const;
const narrowViews = [
  { value: 'theirs', label: 'Theirs' },
  { value: 'mine', label: 'Mine' },
  { value: 'difference', label: 'Difference' },
] as const;

/** Two versions of a reply that came about at the same time: what each says, how they differ, and which is to stay. */
export function CompareDialog(props: Props) {
  const { open, onOpen, returnFocus } = props;
  return (
    <Dialog.Root open={open} onOpenChange={onOpen}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropClass} />
        <Dialog.Popup
          finalFocus={returnFocus}
          className="fixed inset-0 z-50 flex flex-col overflow-hidden bg-sunken shadow-float outline-none wide:inset-x-auto wide:top-6 wide:bottom-auto wide:left-1/2 wide:max-h-[calc(100dvh-48px)] wide:w-[min(1080px,calc(100vw-48px))] wide:-translate-x-1/2 wide:rounded-[14px] wide:border wide:border-line"
        >
          <Comparison {...props} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Comparison({ versions, theirsBy, onKeepMine, onTakeTheirs, onMerge }: Props) {
  const { base, mine, theirs, hasBase } = versions;
  const isNarrow = useMedia(NARROW);
  const [view, setView] = useState<View>('both');
  const [picks, setPicks] = useState<readonly (Pick | undefined)[] | null>(null);
  const merge = useMemo(() => mergeVersions(versions), [versions]);
  const { clashes } = merge;
  const shown = isNarrow ? (view === 'both' ? 'theirs' : view) : view === 'difference' ? view : 'both';
  const missing = picks === null ? 0 : clashes.filter((_, n) => picks[n] === undefined).length;
  const since = 'Since what both began with';
  const before = hasBase ? base : null;
  const theirPane = (
    <VersionPane name="Theirs" by={theirsBy} version={theirs} before={before} since={since} />
  );
  const myPane = (
    <VersionPane name="Mine" by="You, not saved yet" version={mine} before={before} since={since} />
  );
  return (
    <>
      <header className="@container flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line bg-surface py-2 pr-2 pl-4 wide:pl-5">
        <Dialog.Title className="mr-auto text-[15px] font-semibold">Compare versions</Dialog.Title>
        {picks === null ? (
          <div className="max-wide:order-last max-wide:basis-full max-wide:pb-1">
            <Segmented
              label="Show"
              options={isNarrow ? narrowViews : wideViews}
              value={shown}
              onChange={setView}
            />
          </div>
        ) : null}
        <DialogClose />
      </header>
      <section
        aria-label="Versions"
        {...scrollsByKeyboard}
        className="min-h-0 flex-1 overflow-auto px-4 py-4 -outline-offset-2 wide:px-5"
      >
        {picks !== null ? (
          <MergeStep
            merge={merge}
            theirs={theirs}
            picks={picks}
            onPick={(n, pick) => setPicks(clashes.map((_, i) => (i === n ? pick : picks[i])))}
          />
        ) : shown === 'both' ? (
          <div className="flex gap-5">
            {theirPane}
            {myPane}
          </div>
        ) : shown === 'difference' ? (
          <ChangesView heading="From theirs to mine" before={theirs} after={mine} />
        ) : shown === 'mine' ? (
          myPane
        ) : (
          theirPane
        )}
      </section>
      <footer className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-surface px-4 py-3 max-wide:pb-[max(12px,env(safe-area-inset-bottom))] wide:px-5">
        {picks === null ? (
          <>
            <Foot>
              {clashes.length === 0
                ? 'Both can be put together as they are.'
                : `Merge asks about ${plural(clashes.length, 'place')} that both sides changed.`}{' '}
              Whichever you choose, the other one stays in the history.
            </Foot>
            <Button onClick={onTakeTheirs} className="max-wide:flex-1">
              Take theirs
            </Button>
            <Button onClick={onKeepMine} className="max-wide:flex-1">
              Keep mine
            </Button>
            <Button
              look="primary"
              className="max-wide:flex-1"
              onClick={() => (clashes.length === 0 ? onMerge(merge.content([])) : setPicks([]))}
            >
              Merge
            </Button>
          </>
        ) : (
          <>
            <Foot role="status">
              {missing === 0
                ? 'It goes into the reply as an edit of yours, not saved yet.'
                : `${plural(missing, 'place')} left to choose.`}
            </Foot>
            <Button onClick={() => setPicks(null)} className="max-wide:flex-1">
              Back
            </Button>
            <Button
              look="primary"
              disabled={missing > 0}
              className="max-wide:flex-1"
              onClick={() => onMerge(merge.content(picks))}
            >
              Use merged reply
            </Button>
          </>
        )}
      </footer>
    </>
  );
}

function Foot({ children, role }: { children: ReactNode; role?: 'status' }) {
  return (
    <p role={role} className="mr-auto min-w-0 flex-1 text-[12.5px] text-second max-wide:basis-full">
      {children}
    </p>
  );
}
