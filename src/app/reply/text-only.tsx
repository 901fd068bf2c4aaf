import { useMemo } from 'react';
import { textAlternative } from '#mail/text-alternative.ts';
import { mailSanitiser } from '../lib/mail-sanitiser.ts';

/** The part of the mail for programs that show no HTML. */
export function TextOnly({ html }: { html: string }) {
  const text = useMemo(() => textAlternative(mailSanitiser.sanitise(html).html), [html]);
  return (
    <pre className="p-4 font-mono text-[13px] wrap-anywhere whitespace-pre-wrap [unicode-bidi:plaintext]">
      {text}
    </pre>
  );
}
