import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { PresentPerson } from '#contract/desk/live.ts';
import type { Store } from '../store/database.ts';
import type { EventRow } from '../store/events.ts';
import { eventsSince, lastEventId, readEvents } from '../store/live-events.ts';
import { expirePresence, listPeople } from '../store/presence.ts';

export type News =
  /** `isPosition`: whoever has heard this has heard everything that was committed before it. */
  | { about: 'event'; event: EventRow; isPosition: boolean }
  | { about: 'presence'; conversationId: string; people: PresentPerson[] }
  /** Read everything anew; then nothing is missing up to `position`. */
  | { about: 'reset'; position: number };

export interface Subscriber {
  hear(news: News): void;
  /** A session of this person ended: maybe the one that this subscriber has. */
  sessionEnded(personId: string): void;
  /** The desk stops. */
  end(): void;
}

/** Tells the open browsers of this process what any process of the desk did. */
export interface Hub {
  readonly isOpen: boolean;
  /** How many are subscribed. */
  readonly size: number;
  /** @returns what ends it. */
  subscribe(organizationId: string, subscriber: Subscriber): () => void;
  /** What happened since `position`; live news may come before it, and say some of it again. */
  since(organizationId: string, position: number): Promise<News[]>;
  /** Ends every subscription, and takes no new one. */
  end(): void;
  close(): Promise<void>;
}

type Notice =
  | { about: 'event'; organizationId: string; id: number }
  | { about: 'presence'; organizationId: string; conversationId: string }
  | { about: 'session'; organizationId: string; personId: string };

const abouts = { desk_event: 'event', desk_presence: 'presence', desk_session: 'session' } as const;

/** Milliseconds. */
const sweepEvery = 5000;
const retryAfter = 1000;

/**
 * Listens once for the whole process, and hands on in the order of commits.
 * After a lost connection it reads what it missed, organisation by organisation.
 */
export async function openHub(store: Store, log: Logger): Promise<Hub> {
  const { db } = store;
  const subscribers = new Map<string, Set<Subscriber>>();
  /** The last event that was heard of. */
  let position: number | null = null;
  let waiting: Notice[] = [];
  let working = Promise.resolve();
  let isWorking = false;
  /** Something may have happened after `position` that no notice told of. */
  let hasGap = false;
  const ended = new AbortController();

  const publish = (organizationId: string, news: News) => {
    for (const subscriber of subscribers.get(organizationId) ?? []) subscriber.hear(news);
  };

  async function since(organizationId: string, from: number): Promise<News[]> {
    const last = await lastEventId(db, organizationId);
    const missed = await eventsSince(db, organizationId, from);
    if (missed === null) return [{ about: 'reset', position: last }];
    // By id, not by commit: only at the last one nothing is missing.
    return missed.map((event, n) => ({ about: 'event', event, isPosition: n === missed.length - 1 }));
  }

  async function catchUp(): Promise<void> {
    for (const organizationId of subscribers.keys()) {
      const news: News[] =
        position === null
          ? [{ about: 'reset', position: await lastEventId(db, organizationId) }]
          : await since(organizationId, position);
      for (const one of news) publish(organizationId, one);
    }
  }

  async function deal(notices: Notice[]): Promise<void> {
    const wanted = notices.filter(({ organizationId }) => subscribers.has(organizationId));
    for (const notice of wanted)
      if (notice.about === 'session')
        for (const subscriber of subscribers.get(notice.organizationId) ?? [])
          subscriber.sessionEnded(notice.personId);
    const ids = wanted.flatMap((notice) => (notice.about === 'event' ? [notice.id] : []));
    for (const event of ids.length > 0 ? await readEvents(db, ids) : [])
      publish(event.organizationId, { about: 'event', event, isPosition: true });
    const places = wanted.flatMap((notice) =>
      notice.about === 'presence' ? [[notice.conversationId, notice.organizationId] as const] : [],
    );
    for (const [conversationId, organizationId] of new Map(places)) {
      const people = await listPeople(db, organizationId, conversationId);
      publish(organizationId, { about: 'presence', conversationId, people });
    }
    for (const notice of notices) if (notice.about === 'event') position = notice.id;
  }

  async function work(): Promise<void> {
    while (!ended.signal.aborted && (hasGap || waiting.length > 0)) {
      const notices = waiting;
      waiting = [];
      const gap = hasGap;
      hasGap = false;
      try {
        if (gap) await catchUp();
        await deal(notices);
      } catch (error) {
        hasGap = true;
        if (!ended.signal.aborted) log.warn({ err: error }, 'live updates wait for the store');
        await delay(retryAfter, undefined, { signal: ended.signal }).catch(() => {});
      }
    }
  }

  function wake(): void {
    if (isWorking || ended.signal.aborted) return;
    isWorking = true;
    working = work().finally(() => {
      isWorking = false;
    });
  }

  const stopListening = await store.listen({
    notice(channel, payload) {
      waiting.push({ about: abouts[channel], ...JSON.parse(payload) });
      wake();
    },
    lost() {
      hasGap = true;
    },
    found: wake,
  });
  const sweep = setInterval(() => {
    if (subscribers.size > 0)
      expirePresence(db).catch((error) => log.warn({ err: error }, 'presence was not swept'));
  }, sweepEvery);
  sweep.unref();

  const end = () => {
    ended.abort();
    clearInterval(sweep);
    for (const subscriber of [...subscribers.values()].flatMap((all) => [...all])) subscriber.end();
    subscribers.clear();
  };

  return {
    get isOpen() {
      return !ended.signal.aborted;
    },
    get size() {
      return [...subscribers.values()].reduce((sum, all) => sum + all.size, 0);
    },
    subscribe(organizationId, subscriber) {
      const all = subscribers.get(organizationId) ?? new Set();
      subscribers.set(organizationId, all.add(subscriber));
      return () => {
        all.delete(subscriber);
        if (all.size === 0 && subscribers.get(organizationId) === all) subscribers.delete(organizationId);
      };
    },
    since,
    end,
    async close() {
      end();
      await stopListening();
      await working;
    },
  };
}
