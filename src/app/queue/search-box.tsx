import { Search } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useKeysOf } from '../lib/commands/keys-of.ts';
import { focusFound } from '../lib/commands/rows.ts';
import { KeyHint } from '../ui/kbd.tsx';

interface Props {
  label: string;
  /** As the address has it. */
  value: string;
  onSearch: (value: string) => void;
}

/** Milliseconds. */
const pause = 200;

/** What is typed belongs to the field until typing pauses; then it moves to the address. Enter leads to what was found. */
export function SearchBox({ label, value, onSearch }: Props) {
  const keys = useKeysOf('search');
  const [typed, setTyped] = useState(value);
  const [sent, setSent] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    if (value !== sent) {
      setSent(value);
      setTyped(value);
    }
  }
  const settle = () => {
    setSent(typed);
    onSearch(typed);
  };
  const settleInPause = useEffectEvent(settle);
  useEffect(() => {
    if (typed === sent) return;
    const timer = setTimeout(() => settleInPause(), pause);
    return () => clearTimeout(timer);
  }, [typed, sent]);

  return (
    <div className="relative min-w-0 flex-1">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-third"
      />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={({ key, ctrlKey, metaKey, nativeEvent }) => {
          if (key !== 'Enter' || ctrlKey || metaKey || nativeEvent.isComposing) return;
          if (typed !== sent) settle();
          focusFound();
        }}
        aria-keyshortcuts={keys?.aria}
        className="peer h-11 w-full rounded-[10px] border border-line bg-surface pr-3 pl-9 text-[13px] outline-offset-0 placeholder:text-third focus-visible:border-accent wide:h-[34px]"
      />
      <KeyHint className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-third not-peer-placeholder-shown:opacity-0 peer-focus:opacity-0">
        {keys?.label}
      </KeyHint>
    </div>
  );
}
