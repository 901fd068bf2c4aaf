import { Copy } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { ApiDocs, ApiHeader } from './api-docs.tsx';

/** A key, the one time that anybody sees it. It is no field, whose content a browser may keep. */
export function ShownApiKey({ apiKey, onDone }: { apiKey: string; onDone: () => void }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const text = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const warning = useId();
  // The form that had the focus is gone.
  useEffect(() => button.current?.focus(), []);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(apiKey);
      setCopied(true);
    } catch {
      // Browsers have no clipboard for pages that came without TLS.
      if (text.current) getSelection()?.selectAllChildren(text.current);
      setCopied(false);
    }
  };
  return (
    <div className="flex flex-col gap-4">
      <div id={warning}>
        <Notice kind="warning">
          Copy it now: it will not be shown again. Whoever has it can read your conversations and write
          replies.
        </Notice>
      </div>
      <code
        ref={text}
        translate="no"
        className="block rounded-[10px] border border-line-strong bg-sunken px-3 py-2.5 font-mono text-[13px] leading-5 break-all select-all"
      >
        {apiKey}
      </code>
      <p className="text-[13px] text-second">
        The program sends it in the header <ApiHeader /> of each request.{' '}
        <ApiDocs>What a program can do</ApiDocs>
      </p>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p role="status" className="mr-auto min-w-0 text-[13px] text-second">
          {copied === true ? 'Copied.' : null}
          {copied === false ? 'The browser did not copy it. It is selected: copy it by hand.' : null}
        </p>
        <Button ref={button} aria-describedby={warning} onClick={copy}>
          <Copy aria-hidden className="size-4" />
          Copy
        </Button>
        <Button look="primary" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}
