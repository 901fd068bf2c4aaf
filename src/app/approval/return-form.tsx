import { type KeyboardEvent, useEffect, useEffectEvent } from 'react';
import { isComposing } from '../lib/is-composing.ts';
import { Button } from '../ui/button.tsx';
import { useNoteField } from '../ui/use-note-field.tsx';

interface Props {
  passage: string | null;
  busy: boolean;
  onReturn: (note: string) => void;
  onCancel: () => void;
}

/** Says what the rep should do about the reply. */
export function ReturnForm({ passage, busy, onReturn, onCancel }: Props) {
  const { field, give, focus } = useNoteField(onReturn);
  const begin = useEffectEvent(focus);
  useEffect(() => begin(), []);
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
