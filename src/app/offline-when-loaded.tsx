import { useEffect, useState } from 'react';
import type { Session } from '#contract/desk/session.ts';
import { useIsAway } from './lib/use-is-away.ts';
import type { OfflineDesk } from './offline-desk.tsx';

/** Milliseconds: what makes the desk work offline does not hurry, and is not in the way of its first use. */
const calmAfter = 2500;

/** A connection that is lost before this could be loaded takes nothing else away: it is loaded when there is one again. */
export function OfflineWhenLoaded({ session }: { session: Session }) {
  const [loaded, setLoaded] = useState<{ Part: typeof OfflineDesk } | null>(null);
  const isAway = useIsAway();
  useEffect(() => {
    if (loaded) return;
    const load = () =>
      void import('./offline-desk.tsx').then(
        ({ OfflineDesk: Part }) => setLoaded({ Part }),
        () => {},
      );
    const timer = setTimeout(load, isAway ? 0 : calmAfter);
    return () => clearTimeout(timer);
  }, [loaded, isAway]);
  return loaded ? <loaded.Part key={session.person.person_id} session={session} /> : null;
}
