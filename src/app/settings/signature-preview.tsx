import { useEffect, useMemo, useState } from 'react';
import { isBlankHtml } from '#mail/plain-text.ts';
import { signatureMarkup } from '#mail/signature.ts';
import { frameDocument } from '../lib/frame-document.ts';
import { MailFrame } from '../ui/mail-frame.tsx';

const reply = '<div>Hi Diana,</div><div><br></div><div>Tuesday at 2 pm works for us.</div><div><br></div>';
const noImages: ReadonlyMap<string, string> = new Map();
/** Milliseconds without a key, so that the frame is not made anew for each letter. */
const pause = 300;

function useAfterPause<T>(value: T): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), pause);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** A signature as its reader sees it, under a reply. */
export function SignaturePreview({ title, html }: { title: string; html: string }) {
  const shown = useAfterPause(html);
  const { srcdoc, paper } = useMemo(
    () => frameDocument(reply + signatureMarkup(shown), { remoteImages: false, inlineImages: noImages }),
    [shown],
  );
  return isBlankHtml(shown) ? (
    <p className="text-[13px] text-second">Nothing yet: what is written is shown here, under a reply.</p>
  ) : (
    <MailFrame title={title} srcdoc={srcdoc} paper={paper} showQuoted showSignature />
  );
}
