import { useCallback, useEffect, useRef } from 'react';
import { listNews } from '#contract/desk/news.ts';
import type { Session } from '#contract/desk/session.ts';
import { request } from '../lib/http.ts';
import { showOnDesktop } from './show-on-desktop.ts';

/** Milliseconds. What happens together is asked about once. */
const together = 300;

/** Whoever has the page before them sees it there. */
const isWanted = () =>
  'Notification' in window && Notification.permission === 'granted' && document.visibilityState === 'hidden';

/** What a window hears, and whether it is the one that hears it first and tells the other windows. */
type Hear = (
  happened: { notifies_me?: boolean | undefined },
  told: { id: string | null; isKeeper: boolean },
) => void;

/** Shows what is news on the desktop while nobody sees the window. @returns what is to hear everything that happens. */
export function useDesktopNews(
  session: Session | undefined,
  onOpen: (conversationId: string | null) => void,
): Hear {
  /** The last event that is no news any more. */
  const known = useRef<number>(undefined);
  known.current ??= session?.last_event_id;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  return useCallback(
    ({ notifies_me: isNews = false }, { id, isKeeper }) => {
      const passOver = (eventId: number) => {
        known.current = Math.max(known.current ?? 0, eventId);
      };
      const show = async () => {
        const page = await request(listNews, { query: { limit: 20 } }).catch(() => null);
        timer.current = undefined;
        const after = known.current ?? 0;
        passOver(page?.data[0]?.event_id ?? 0);
        const items = page?.data.filter(({ unread, event_id }) => unread && event_id > after) ?? [];
        if (isWanted()) showOnDesktop(items, onOpen);
      };
      if (isNews && isKeeper && isWanted()) timer.current ??= setTimeout(show, together);
      else if (timer.current === undefined) passOver(Number(id ?? 0));
    },
    [onOpen],
  );
}
