import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { type Happened, isHappened } from '#contract/desk/live.ts';
import type { Session } from '#contract/desk/session.ts';
import { freshness } from '../lib/freshness.ts';
import { queryRoots } from '../lib/query-roots.ts';
import { presence } from './presence.ts';
import { createRefresher } from './refresher.ts';
import { shareStream } from './shared-stream.ts';

/** Milliseconds without news of the desk before anybody is told so. */
const patience = 5000;

/** What else is to hear of what happens; `isKeeper`: this is the one window of the browser that hears it first. */
type OnHappened = (happened: Happened, told: { id: string | null; isKeeper: boolean }) => void;

/** Keeps what the page shows up to date while somebody is signed in. @returns whether it cannot just now. */
export function useLive(session: Session | undefined, onHappened: OnHappened): boolean {
  const client = useQueryClient();
  const [isPaused, setPaused] = useState(false);
  const personId = session?.person.person_id;
  /** A later one is not where this page began. */
  const position = useRef<number>(undefined);
  position.current ??= session?.last_event_id;

  const alsoTell = useEffectEvent(onHappened);

  useEffect(() => {
    if (personId === undefined || position.current === undefined) return;
    const refresher = createRefresher(client);
    let wasPaused = false;
    let giveUp: ReturnType<typeof setTimeout> | undefined;
    const lost = () => {
      freshness.told(false);
      giveUp ??= setTimeout(() => {
        wasPaused = true;
        setPaused(true);
        refresher.all();
      }, patience);
    };
    const found = () => {
      freshness.told(true);
      clearTimeout(giveUp);
      giveUp = undefined;
      setPaused(false);
      if (wasPaused) refresher.all();
      wasPaused = false;
    };
    lost();
    const stop = shareStream(personId, position.current, {
      hear(message, told) {
        if (isHappened(message)) {
          refresher.happened(message);
          alsoTell(message, told);
        } else if (message.kind === 'reset') refresher.all();
        else presence.hear(message.conversation_id, message.people);
      },
      changed(state) {
        if (state === 'open') found();
        else lost();
        if (state === 'refused') void client.invalidateQueries({ queryKey: queryRoots.session });
      },
    });
    return () => {
      stop();
      clearTimeout(giveUp);
      refresher.stop();
      freshness.told(false);
      setPaused(false);
    };
  }, [client, personId]);
  return isPaused;
}
