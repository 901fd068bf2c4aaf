import { useQueryClient } from '@tanstack/react-query';
import { CloudOff } from 'lucide-react';
import { useEffect } from 'react';
import type { Session } from '#contract/desk/session.ts';
import { loadToasts } from './lib/load-toasts.ts';
import { keepRead } from './lib/offline/keep-read.ts';
import { keepDesk } from './lib/offline/service-worker.ts';
import { reach } from './lib/reach.ts';
import { useIsAway } from './lib/use-is-away.ts';
import { workingCopies } from './reply/copies.ts';
import { useIntents } from './use-intents.ts';

/** Says that a new version is there. It is never opened over what is being written: that is for whoever writes to end first. */
async function offerUpdate(take: () => void): Promise<void> {
  const toast = await loadToasts();
  toast('A new version of the desk is ready.', {
    id: 'update',
    duration: Number.POSITIVE_INFINITY,
    action: {
      label: 'Reload',
      onClick: (event) => {
        if (!workingCopies.unsaved) return take();
        event.preventDefault();
        toast.warning('Something you wrote is not saved yet. Save it, or discard it, and reload then.');
      },
    },
  });
}

let isKeeping = false;

/** Makes the desk work without a connection, and says so while there is none. */
export function OfflineDesk({ session }: { session: Session }) {
  const client = useQueryClient();
  const isAway = useIsAway();
  useIntents(session, isAway);

  useEffect(() => keepRead(client, session), [client, session]);

  useEffect(() => {
    if (isKeeping || !import.meta.env.PROD) return;
    isKeeping = true;
    // Where a browser allows none, the desk works with a connection alone.
    keepDesk((take) => void offerUpdate(take)).catch(() => {});
  }, []);

  useEffect(() => {
    const over = new AbortController();
    const ask = () => void client.invalidateQueries();
    addEventListener('offline', () => reach.heard(false), { signal: over.signal });
    addEventListener('online', ask, { signal: over.signal });
    if (!navigator.onLine) reach.heard(false);
    return () => over.abort();
  }, [client]);

  return (
    <div role="status" aria-label="Connection">
      {isAway ? (
        <p className="flex items-center justify-center gap-2 border-b border-line bg-canvas px-3 py-1.5 text-[12.5px] font-medium text-second">
          <CloudOff aria-hidden className="size-4 shrink-0 text-warning-ink" strokeWidth={1.75} />
          <span>Offline: you see what was loaded before, and what you write is kept in this browser.</span>
        </p>
      ) : null}
    </div>
  );
}
