import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { bodyOfText, textBody } from '#mail/text-body.ts';
import { textCost } from '#mail/text-cost.ts';
import { countSegments } from '#mail/text-segments.ts';
import type { Caret } from '../editor/view/caret.ts';
import { plural } from '../lib/plural.ts';
import { Button } from '../ui/button.tsx';
import { MarkedText, textLayout } from './marked-text.tsx';
import { replaceInTextarea } from './replace-in-textarea.ts';
import { TextCostLine } from './text-cost-line.tsx';

interface Props {
  /** The body that it opens with. */
  opened: string;
  editable: boolean;
  autoFocus: boolean;
  /** Where to go on writing. */
  caret: Caret | null;
  onChange: (edit: { read: (() => string) | null; caret: () => Caret | null }) => void;
}

const caretIn = (box: HTMLTextAreaElement | null): Caret | null =>
  box && { anchor: box.selectionStart, head: box.selectionEnd };

/** A text as a field has it. */
const asTyped = (text: string) => text.replace(/\r\n?/g, '\n');

/** The reply to a text message, with what it will cost in segments and the characters that make it dear. */
export function TextBody({ opened, editable, autoFocus, caret, onChange }: Props) {
  const start = textBody(opened);
  const [text, setText] = useState(start);
  const [outcome, setOutcome] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const cost = textCost(text);
  const typed = asTyped(text);
  const { forcing, replaced, anotherScript } = typed === text ? cost.plain : textCost(typed).plain;

  const begin = useEffectEvent(() => {
    if (caret) box.current?.setSelectionRange(caret.anchor, caret.head);
  });
  useEffect(begin, []);

  useEffect(() => {
    if (autoFocus) box.current?.focus();
  }, [autoFocus]);

  const change = (next: string) => {
    const unchanged = next === asTyped(start);
    setText(unchanged ? start : next);
    setOutcome('');
    onChange({ read: unchanged ? null : () => bodyOfText(next), caret: () => caretIn(box.current) });
  };

  const replace = () => {
    if (!box.current) return;
    replaceInTextarea(box.current, replaced);
    const { segments } = countSegments(box.current.value);
    setOutcome(`${plural(replaced.length, 'character')} replaced: ${plural(segments, 'segment')} now.`);
  };

  return (
    <>
      <div className="grid max-h-[38dvh] scroll-py-2 grid-cols-1 overflow-y-auto [overflow-anchor:none]">
        <MarkedText text={typed} marks={anotherScript ? [] : forcing} />
        <textarea
          ref={box}
          aria-label="Reply"
          aria-describedby={`${id}-cost`}
          dir="auto"
          rows={3}
          value={typed}
          readOnly={!editable}
          placeholder="Write a text message…"
          onChange={(event) => change(event.target.value)}
          className={`resize-none [field-sizing:content] overflow-hidden bg-transparent outline-none placeholder:text-third ${textLayout}`}
        />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-[18px] pt-1 pb-2.5">
        <TextCostLine id={`${id}-cost`} cost={cost} />
        {cost.replaceable && editable ? (
          <Button aria-describedby={`${id}-cost`} onClick={replace}>
            Replace with plain characters
          </Button>
        ) : null}
      </div>
      <p role="status" className="sr-only">
        {outcome}
      </p>
    </>
  );
}
