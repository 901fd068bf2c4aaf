import { useMemo, useState } from 'react';
import { frameDocument } from '../lib/frame-document.ts';
import { FoldedFrame } from './folded-frame.tsx';
import { HeldPictures } from './held-pictures.tsx';

interface Props {
  title: string;
  html: string;
  inlineImages?: ReadonlyMap<string, string>;
}

const none: ReadonlyMap<string, string> = new Map();

/** The HTML of a mail as a reader gets it: remote images on request, signature and quoted history folded. */
export function MailHtml({ title, html, inlineImages = none }: Props) {
  // Consent is for what somebody looked at: another body asks again.
  const [consentedTo, setConsentedTo] = useState<string | null>(null);
  const remoteImages = consentedTo === html;
  const mail = useMemo(
    () => frameDocument(html, { remoteImages, inlineImages }),
    [html, remoteImages, inlineImages],
  );
  return (
    <div className="flex flex-col items-start gap-2">
      {mail.held > 0 ? (
        <HeldPictures
          count={mail.held}
          where="this message"
          tells="the sender that you read this"
          onLoad={() => setConsentedTo(html)}
        />
      ) : null}
      <FoldedFrame title={title} mail={mail} />
    </div>
  );
}
