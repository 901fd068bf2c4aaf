import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { DeliveryFailure, GivenUp, type Transport } from '../delivery/transport.ts';
import type { Db } from '../store/database.ts';
import { depthStates, queueDepth } from '../store/queue-depth.ts';

export interface Metrics {
  request(about: { method: string; route: string; status: number; seconds: number }): void;
  /** The same transport, whose every handing over is counted. */
  counting(transport: Transport): Transport;
  /** In Prometheus' text format. */
  render(): Promise<{ type: string; text: string }>;
}

/** Methods that have a series of their own; whatever else somebody sends is one. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']);

/** What an operator wants to see of one process of the desk, and of the store that it shares. */
export function createMetrics(db: Db, openStreams: () => number): Metrics {
  const register = new Registry();
  // Among them the lag of the event loop, memory and the work of the garbage collector.
  collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: 'countersign_http_request_duration_seconds',
    help: 'Time until a request was answered, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  });
  const deliveries = new Counter({
    name: 'countersign_deliveries_total',
    help: 'What became of each handing over to the mail server, the outbox or the text channel.',
    labelNames: ['channel', 'outcome'],
    registers: [register],
  });
  for (const channel of ['email', 'text'])
    for (const outcome of ['sent', 'failed', 'retry']) deliveries.inc({ channel, outcome }, 0);
  new Gauge({
    name: 'countersign_queue_depth',
    help: 'Replies and first messages that are not sent yet, by state.',
    labelNames: ['state'],
    registers: [register],
    async collect() {
      const depth = await queueDepth(db);
      for (const state of depthStates) this.set({ state }, depth[state]);
    },
  });
  new Gauge({
    name: 'countersign_event_streams_open',
    help: 'Streams of events that browsers have open.',
    registers: [register],
    collect() {
      this.set(openStreams());
    },
  });

  const counted = async <T>(channel: 'email' | 'text', hand: () => Promise<T>): Promise<T> => {
    try {
      const answer = await hand();
      deliveries.inc({ channel, outcome: 'sent' });
      return answer;
    } catch (error) {
      if (error instanceof GivenUp) throw error;
      const isFinal = error instanceof DeliveryFailure && !error.temporary;
      deliveries.inc({ channel, outcome: isFinal ? 'failed' : 'retry' });
      throw error;
    }
  };
  return {
    request({ method, route, status, seconds }) {
      requests.observe({ method: methods.has(method) ? method : 'other', route, status }, seconds);
    },
    counting: (transport) => ({
      sendMail: (mail, lease, line) => counted('email', () => transport.sendMail(mail, lease, line)),
      sendText: (text, lease) => counted('text', () => transport.sendText(text, lease)),
      giveUp: (all) => transport.giveUp?.(all),
      close: () => transport.close(),
    }),
    render: async () => ({ type: register.contentType, text: await register.metrics() }),
  };
}
