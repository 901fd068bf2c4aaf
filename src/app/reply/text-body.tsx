import { useEffect, useId, useRef, useState } from 'react';
import { textBody } from '#mail/text-body.ts';
import { countSegments } from '#mail/text-segments.ts';
import { plural } from '../lib/plural.ts';

interface Props {
  /** The body that it opens with. */
  opened: string;
  editable: boolean;
  autoFocus: boolean;
  onChange: (read: (() => string) | null) => void;
}

/** The reply to a text message, with what it will cost in segments. */
export function TextBody({ opened, editable, autoFocus, onChange }: Props) {
  const start = textBody(opened);
  const [text, setText] = useState(start);
  const box = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const count = countSegments(text);
  const room = count.units + count.unitsLeft;

  useEffect(() => {
    if (autoFocus) box.current?.focus();
  }, [autoFocus]);

  return (
    <>
      <textarea
        ref={box}
        aria-label="Reply"
        aria-describedby={`${id}-count`}
        dir="auto"
        rows={3}
        value={text}
        readOnly={!editable}
        placeholder="Write a text message…"
        onChange={(event) => {
          const typed = event.target.value;
          setText(typed);
          onChange(typed === start ? null : () => typed);
        }}
        className="block [field-sizing:content] max-h-[38dvh] min-h-24 w-full resize-none bg-transparent px-[18px] py-3.5 text-[14.5px] leading-[1.6] outline-none placeholder:text-third"
      />
      <p id={`${id}-count`} className="tabular px-[18px] pb-2.5 text-[12.5px] text-second">
        {count.units} / {room} · {plural(count.segments, 'segment')} · {count.encoding}
        {count.forcingUnicode.length > 0 ? (
          <span className="text-warning-ink"> · Unicode because of {count.forcingUnicode.join(' ')}</span>
        ) : null}
      </p>
    </>
  );
}
