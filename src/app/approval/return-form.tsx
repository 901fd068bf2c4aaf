import { type KeyboardEvent, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import { isComposing } from '../lib/is-composing.ts';
import { Button } from '../ui/button.tsx';
import { useNoteField } from '../ui/use-note-field.tsx';
import { unfinishedReturns } from './unfinished-returns.ts';

interface Props {
  /** Of the unfinished return. */
  name: string;
  passage: string | null;
  busy: boolean;
  onReturn: (note: string) => void;
  onCancel: () => void;
}

/** Says what the rep should do about the reply. */
export function ReturnForm({ name, passage, busy, onReturn, onCancel }: Props) {
  const { field, give, focus } = useNoteField(onReturn, unfinishedReturns.get(name)?.note, (note) =>
    unfinishedReturns.change(name, { note }),
  );
  const form = useRef<HTMLFormElement>(null);
  const begin = useEffectEvent(() => {
    if (unfinishedReturns.get(name)?.isWriting) focus();
  });
  useEffect(() => begin(), []);
  // The form may come again elsewhere on the page: whoever writes in it writes on.
  useLayoutEffect(() => {
    const own = form.current;
    return () =>
      unfinishedReturns.change(name, { isWriting: own?.contains(document.activeElement) === true });
  }, [name]);
  const onKeyDown = (event: KeyboardEvent) => {
    const gives = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (isComposing(event) || !(gives || event.key === 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    if (gives) give();
    else onCancel();
  };
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        give();
      }}
      onKeyDown={onKeyDown}
      className="flex flex-col gap-2"
    >
      {passage === null ? null : (
        <blockquote className="max-h-24 overflow-y-auto border-l-2 border-line-strong pl-2 text-[13px] wrap-anywhere text-second">
          {passage}
        </blockquote>
      )}
      {field}
      <div className="flex gap-2">
        <Button look="primary" type="submit" busy={busy} className="flex-1">
          Return to rep
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}
