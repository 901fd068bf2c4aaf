import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { catchKeys, type KeysAhead } from './lib/commands/keys-ahead.ts';
import { useLetterKeys } from './lib/commands/letter-keys.ts';
import { useCommand } from './lib/commands/use-command.ts';
import { paths } from './paths.ts';

const DeskPalette = lazy(async () => ({ default: (await import('./desk-palette.tsx')).DeskPalette }));
const AllKeysDialog = lazy(async () => ({
  default: (await import('./ui/all-keys-dialog.tsx')).AllKeysDialog,
}));

function LetterSetting({ onLeave }: { onLeave: () => void }) {
  const on = useLetterKeys();
  return (
    <>
      {on
        ? 'Keys that are single characters can be turned off'
        : 'Keys that are single characters are turned off'}
      {' in the '}
      <Link to={paths.keyboard} onClick={onLeave} className="font-medium text-accent underline">
        keyboard settings
      </Link>
      .
    </>
  );
}

/** The two that open over every page: what can be done, and by which keys. The focus then goes back where it was. */
export function DeskDialogs() {
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  const from = useRef<Element | null>(null);
  const ahead = useRef<KeysAhead | null>(null);
  const then = useRef<(() => void) | undefined>(undefined);

  const show = (which: 'palette' | 'keys') => {
    if (open !== null) return;
    from.current = document.activeElement;
    ahead.current = catchKeys();
    setOpen(which);
  };
  const done = (run?: () => void) => {
    then.current = run;
    setOpen(null);
  };
  const ready = () => ahead.current?.take() ?? '';
  useCommand('palette', () => show('palette'));
  useCommand('show-keys', () => show('keys'));

  useEffect(() => {
    if (open !== null) return () => void ahead.current?.take();
    const [focused, run] = [from.current, then.current];
    from.current = null;
    then.current = undefined;
    if (focused instanceof HTMLElement && focused.isConnected) focused.focus();
    run?.();
  }, [open]);

  return (
    <Suspense fallback={null}>
      {open === 'palette' ? <DeskPalette onReady={ready} onDone={done} /> : null}
      {open === 'keys' ? (
        <AllKeysDialog
          onReady={ready}
          onClose={() => done()}
          setting={<LetterSetting onLeave={() => done()} />}
        />
      ) : null}
    </Suspense>
  );
}
