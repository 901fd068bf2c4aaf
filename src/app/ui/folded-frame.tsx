import { useState } from 'react';
import type { FrameDocument } from '../lib/frame-document.ts';
import { FoldButton } from './fold-button.tsx';
import { MailFrame } from './mail-frame.tsx';

interface Props {
  title: string;
  mail: Pick<FrameDocument, 'srcdoc' | 'paper' | 'quoted' | 'signatures'>;
}

/** A mail in its frame, with signature and quoted history folded until somebody asks for them. */
export function FoldedFrame({ title, mail: { srcdoc, paper, quoted, signatures } }: Props) {
  const [showQuoted, setShowQuoted] = useState(false);
  const [showSignature, setShowSignature] = useState(false);
  return (
    <>
      <MailFrame
        title={title}
        srcdoc={srcdoc}
        paper={paper}
        showQuoted={showQuoted}
        showSignature={showSignature}
      />
      {quoted + signatures > 0 ? (
        <div className="flex flex-wrap gap-2">
          {signatures > 0 ? (
            <FoldButton
              what="signature"
              shown={showSignature}
              onToggle={() => setShowSignature(!showSignature)}
            />
          ) : null}
          {quoted > 0 ? (
            <FoldButton what="quoted text" shown={showQuoted} onToggle={() => setShowQuoted(!showQuoted)} />
          ) : null}
        </div>
      ) : null}
    </>
  );
}
