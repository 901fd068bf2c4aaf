import type { LiveMessage } from '#contract/desk/live.ts';
import { keepStream } from './event-source.ts';

type State = 'open' | 'lost' | 'refused';

type Told =
  | { about: 'message'; message: LiveMessage; id: string | null }
  | { about: 'state'; state: State }
  /** A window wants to know how the stream is, or wants it back soon. */
  | { about: 'question' };

interface Hearer {
  /** `isKeeper`: this window has the stream, and is the first to hear. */
  hear(message: LiveMessage, told: { id: string | null; isKeeper: boolean }): void;
  changed(state: State): void;
}

/**
 * One stream for all windows of a browser, which has six connections to a host over HTTP/1.1: the window that holds the
 * lock keeps it and passes on what it hears. When that window goes, the next one resumes at the last event it knows.
 * @returns what ends it.
 */
export function shareStream(personId: string, position: number, hearer: Hearer): () => void {
  const name = `countersign live ${personId}`;
  const channel = new BroadcastChannel(name);
  const over = new AbortController();
  let known = String(position);
  let state: State = 'lost';
  let stream: ReturnType<typeof keepStream> | undefined;

  const take = (told: Told) => {
    if (told.about === 'message') {
      known = told.id ?? known;
      hearer.hear(told.message, { id: told.id, isKeeper: stream !== undefined });
    } else if (told.about === 'state') {
      state = told.state;
      hearer.changed(state);
    } else if (stream) {
      stream.retryNow();
      channel.postMessage({ about: 'state', state } satisfies Told);
    }
  };
  const pass = (told: Told) => {
    channel.postMessage(told);
    take(told);
  };
  const ask = () => {
    if (document.visibilityState === 'hidden') return;
    if (stream) stream.retryNow();
    else channel.postMessage({ about: 'question' } satisfies Told);
  };

  channel.onmessage = ({ data }: MessageEvent<Told>) => take(data);
  addEventListener('online', ask, { signal: over.signal });
  document.addEventListener('visibilitychange', ask, { signal: over.signal });
  navigator.locks
    .request(name, { signal: over.signal }, () => {
      stream = keepStream({
        position: () => known,
        hear: (message, id) => pass({ about: 'message', message, id }),
        changed: (next) => pass({ about: 'state', state: next }),
      });
      return new Promise<void>((release) => over.signal.addEventListener('abort', () => release()));
    })
    .catch((error: unknown) => {
      if (!over.signal.aborted) throw error;
    });
  channel.postMessage({ about: 'question' } satisfies Told);

  return () => {
    over.abort();
    stream?.close();
    channel.close();
  };
}
