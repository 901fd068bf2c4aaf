import type { Happening } from '#contract/desk/happening.ts';
import {
  exportActivity,
  getRevision,
  keepVersion,
  listActivity,
  listHistory,
} from '#contract/desk/history.ts';
import { keepVersion as keepInHistory } from '../../drafts/keep-version.ts';
import { ApiError } from '../../errors.ts';
import { type EventFilter, type EventWithRecipient, eachEvent, listEvents } from '../../store/history.ts';
import { findRevision } from '../../store/revisions.ts';
import { existing } from '../conversations.ts';
import { listing } from '../listing.ts';
import { instant } from '../present.ts';
import type { Router } from '../serve.ts';
import { spanOf } from '../span.ts';
import type { RouteTools } from '../tools.ts';
import { exportedEvents } from './exported-events.ts';

export function historyRoutes(router: Router, { db, cursorSecret }: RouteTools): void {
  router.serve(listHistory, 'person', async ({ params, query, caller }) => {
    const { id } = await existing(db, caller.organizationId, params.conversation_id);
    const filter = { organizationId: caller.organizationId, conversationId: id, from: null, to: null };
    return listing(
      cursorSecret,
      ['history', caller.organizationId, id],
      query,
      (request) => listEvents(db, filter, request),
      presentEvent,
    );
  });

  router.serve(getRevision, 'person', async ({ params, caller }) => {
    const { id } = await existing(db, caller.organizationId, params.conversation_id);
    const row = await findRevision(db, params.response_id, params.revision);
    if (row?.conversationId !== id)
      throw new ApiError(404, 'This reply never said that: there is no such revision.');
    return {
      response_id: row.draftId,
      revision: row.revision,
      body_html: row.bodyHtml,
      subject: row.subject,
      recipient: row.recipient,
      cc_emails: row.ccEmails,
      bcc_emails: row.bccEmails,
      author: { kind: row.authorKind, name: row.authorName },
      at: instant(row.createdAt),
    };
  });

  router.serve(keepVersion, 'person', async ({ params, body, caller }) => {
    const where = { organizationId: caller.organizationId, conversationId: params.conversation_id };
    const kept = await keepInHistory(db, caller, where, {
      bodyHtml: body.body_html,
      ccEmails: body.cc_emails,
      bccEmails: body.bcc_emails,
    });
    return { response_id: kept.draftId, revision: kept.revision };
  });

  router.serve(listActivity, 'manager', async ({ query, caller }) => {
    const filter = filterOf(caller.organizationId, query);
    return listing(
      cursorSecret,
      ['activity', ...Object.values(filter)],
      query,
      (request) => listEvents(db, filter, request),
      presentEvent,
    );
  });

  router.serveFile(exportActivity, 'manager', async ({ query, caller }) =>
    exportedEvents(query.format, eachEvent(db, filterOf(caller.organizationId, query)), presentEvent),
  );
}

function filterOf(
  organizationId: string,
  query: {
    actor?: string | undefined;
    kind?: string | undefined;
    conversation_id?: string | undefined;
    start_date?: string | undefined;
    end_date?: string | undefined;
  },
): EventFilter {
  const { actor, kind, conversation_id: conversationId } = query;
  return { organizationId, conversationId, actor, kind, ...spanOf(query) };
}

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);

export const presentEvent = ({ event, recipient }: EventWithRecipient): Happening => ({
  event_id: event.id,
  kind: event.kind,
  actor: { kind: event.actorKind, name: event.actorName },
  conversation_id: event.conversationId,
  response_id: event.responseId,
  recipient: recipient ?? textOrNull(event.data.recipient),
  revision: textOrNull(event.data.revision),
  in_pause: event.data.in_pause === true,
  awaiting_approval: event.data.awaiting_approval === true,
  note: textOrNull(event.data.note),
  passage: textOrNull(event.data.passage),
  reason: textOrNull(event.data.reason),
  about: textOrNull(event.data.about),
  at: instant(event.createdAt),
});
