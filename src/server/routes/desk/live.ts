import type { HttpBindings } from '@hono/node-server';
import { type LiveMessage, listenToDesk, listPresence, tellPresence } from '#contract/desk/live.ts';
import { ApiError, conversationNotFound } from '../../errors.ts';
import { eventStream } from '../../live/event-stream.ts';
import type { News } from '../../live/hub.ts';
import { notePresence } from '../../live/note-presence.ts';
import type { SignedIn } from '../../session/auth.ts';
import { identify } from '../../session/caller.ts';
import { isNewsFor } from '../../store/news.ts';
import { listPeople } from '../../store/presence.ts';
import { existing } from '../conversations.ts';
import type { Router } from '../serve.ts';
import type { RouteTools } from '../tools.ts';

/** Tells open desks what happens, and who is where. */
export function liveRoutes(router: Router, tools: RouteTools): void {
  const { db, hub, auth, heartbeatSeconds = 15 } = tools;

  router.describe(listenToDesk, 'person', { download: 'text/event-stream' });
  router.hono.get('/api/desk/events', async (c) => {
    const caller = await identify(tools, c.req.raw, 'person');
    if (caller.kind !== 'person' || !hub.isOpen) throw stopping();
    if (c.req.method === 'HEAD') return c.body(null, 200, streamHeaders);
    const position = positionOf(c.req.header('last-event-id') || c.req.query('last_event_id'));
    const headers = new Headers(c.req.raw.headers);
    let person: SignedIn = caller;
    let early: News[] | null = [];

    const stream = eventStream({
      // A client that does not read would not notice the end of the stream either.
      dropped: () => (c.env as Partial<HttpBindings> | undefined)?.outgoing?.destroy(),
      gone() {
        clearInterval(heartbeat);
        unsubscribe();
      },
    });
    const say = (news: News) => stream.send(messageOf(news, person));
    const unsubscribe = hub.subscribe(caller.organizationId, {
      hear: (news) => (early ? early.push(news) : say(news)),
      sessionEnded: (personId) => {
        if (personId === caller.id) void look();
      },
      end: stream.end,
    });
    const look = async () => {
      const known = await auth.whoIs(headers).catch(() => person);
      if (known?.id === caller.id && known.organizationId === caller.organizationId) person = known;
      else stream.end();
    };
    const heartbeat = setInterval(() => {
      stream.comment();
      void look();
    }, heartbeatSeconds * 1000);
    heartbeat.unref();

    stream.comment();
    const missed =
      position === null
        ? []
        : await hub.since(caller.organizationId, position).catch((error) => {
            stream.end();
            throw error;
          });
    for (const news of [...missed, ...early]) say(news);
    early = null;
    return c.body(stream.body, 200, streamHeaders);
  });

  router.serve(tellPresence, 'person', async ({ body, caller }) => {
    const { client_id, conversation_id: conversationId, activity, take_over: takeOver = false } = body;
    const { id: personId, name: personName, organizationId } = caller;
    // Of two people who share a browser one after the other, neither is the other's window.
    const window = { clientId: `${personId} ${client_id}`, personId, personName, organizationId };
    const people = await notePresence(db, window, conversationId, { activity, takeOver });
    if (!people) throw conversationNotFound();
    return { people };
  });

  router.serve(listPresence, 'person', async ({ params, caller }) => {
    const { id } = await existing(db, caller.organizationId, params.conversation_id);
    return { people: await listPeople(db, caller.organizationId, id) };
  });
}

const streamHeaders = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  // nginx would keep messages back until there are enough of them.
  'X-Accel-Buffering': 'no',
};

const stopping = () => new ApiError(503, 'The desk is stopping: try again in a moment.');

/** Whoever names no event, or none that can be, hears what happens from now on. */
function positionOf(given: string | undefined): number | null {
  return given !== undefined && /^\d{1,15}$/.test(given) ? Number(given) : null;
}

function messageOf(news: News, person: SignedIn): { id?: number; data: LiveMessage } {
  if (news.about === 'reset') return { id: news.position, data: { kind: 'reset' } };
  if (news.about === 'presence')
    return {
      data: { kind: 'presence', conversation_id: news.conversationId, people: news.people },
    };
  const { id, kind, conversationId, responseId, actorKind, actorId, actorName } = news.event;
  return {
    ...(news.isPosition && { id }),
    data: {
      kind,
      conversation_id: conversationId,
      response_id: responseId,
      actor: { kind: actorKind, id: actorId, name: actorName },
      ...(isNewsFor(person, news.event) && { notifies_me: true }),
    },
  };
}
