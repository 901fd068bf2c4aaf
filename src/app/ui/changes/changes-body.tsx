import { useMemo } from 'react';
import { changesFrameDocument } from '../../lib/frame-document.ts';
import { FoldedFrame } from '../folded-frame.tsx';

interface Props {
  title: string;
  /** A sanitised body in which changes are marked. */
  marked: HTMLElement;
  inlineImages?: ReadonlyMap<string, string>;
}

const none: ReadonlyMap<string, string> = new Map();

/** The later version as its readers get it, with what changed marked. What is folded away has no change in it. */
export function ChangesBody({ title, marked, inlineImages = none }: Props) {
  const mail = useMemo(
    () => changesFrameDocument(marked, { remoteImages: false, inlineImages }),
    [marked, inlineImages],
  );
  return (
    <div className="flex flex-col items-start gap-2">
      <FoldedFrame title={title} mail={mail} />
    </div>
  );
}
