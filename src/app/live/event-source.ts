import { type LiveMessage, listenToDesk, liveMessage } from '#contract/desk/live.ts';
import { addressOf } from '#contract/endpoint.ts';

interface Hearer {
  /** The last event that is known. */
  position(): string;
  hear(message: LiveMessage, id: string | null): void;
  /** `refused`: the desk answered, and no. */
  changed(state: 'open' | 'lost' | 'refused'): void;
}

/** Milliseconds. */
const shortestWait = 500;
const longestWait = 30_000;

/** Keeps a stream of events open: after each failure it waits longer, and not as long as the next browser does. */
export function keepStream(hearer: Hearer): { retryNow(): void; close(): void } {
  let source: EventSource | undefined;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function connect() {
    clearTimeout(retry);
    retry = undefined;
    source?.close();
    const current = new EventSource(addressOf(listenToDesk, { query: { last_event_id: hearer.position() } }));
    source = current;
    current.onopen = () => {
      failures = 0;
      hearer.changed('open');
    };
    current.onmessage = ({ data, lastEventId }: MessageEvent<string>) => {
      const message = liveMessage.safeParse(JSON.parse(data));
      if (message.success) hearer.hear(message.data, lastEventId || null);
    };
    current.onerror = () => {
      hearer.changed(current.readyState === EventSource.CLOSED ? 'refused' : 'lost');
      current.close();
      const wait = Math.min(shortestWait * 2 ** failures++, longestWait);
      retry = setTimeout(connect, wait * (0.5 + Math.random() / 2));
    };
  }

  connect();
  return {
    retryNow() {
      if (retry !== undefined) connect();
    },
    close() {
      clearTimeout(retry);
      retry = undefined;
      source?.close();
    },
  };
}
