import { useMemo, useState } from 'react';
import { frameDocument } from '../lib/frame-document.ts';
import { plural } from '../lib/plural.ts';
import { FoldButton } from './fold-button.tsx';
import { MailFrame } from './mail-frame.tsx';
import { Notice, NoticeAction } from './notice.tsx';

interface Props {
  title: string;
  html: string;
  inlineImages?: ReadonlyMap<string, string>;
}

const none: ReadonlyMap<string, string> = new Map();

/** The HTML of a mail as a reader gets it: remote images on request, signature and quoted history folded. */
export function MailHtml({ title, html, inlineImages = none }: Props) {
  const [remoteImages, setRemoteImages] = useState(false);
  const [showQuoted, setShowQuoted] = useState(false);
  const [showSignature, setShowSignature] = useState(false);
  const { srcdoc, held, paper, quoted, signatures } = useMemo(
    () => frameDocument(html, { remoteImages, inlineImages }),
    [html, remoteImages, inlineImages],
  );
  return (
    <div className="flex flex-col items-start gap-2">
      {held > 0 ? (
        <Notice
          kind="info"
          actions={<NoticeAction onClick={() => setRemoteImages(true)}>Show images</NoticeAction>}
        >
          {plural(held, 'remote image')} not loaded: loading tells the sender that you read this.
        </Notice>
      ) : null}
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
    </div>
  );
}
