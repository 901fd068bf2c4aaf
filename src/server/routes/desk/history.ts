import {
  exportActivity,
  getRevision,
  keepVersion,
  listActivity,
  listHistory,
  listRevisions,
} from '#contract/desk/history.ts';
import { keepVersion as keepInHistory } from '../../drafts/keep-version.ts';
import { ApiError } from '../../errors.ts';
import { type EventFilter, eachEvent, eventsOfReply, listEvents } from '../../store/history.ts';
import { findSentReply } from '../../store/messages.ts';
import { findRevision } from '../../store/revisions.ts';
import { existing } from '../conversations.ts';
import { listing } from '../listing.ts';
import { instant } from '../present.ts';
import type { Router } from '../serve.ts';
import { spanOf } from '../span.ts';
import type { RouteTools } from '../tools.ts';
import { exportedEvents } from './exported-events.ts';
import { knownRevisions } from './known-revisions.ts';
import { presentEvent } from './present-event.ts';

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

  router.serve(listRevisions, 'person', async ({ params, query, caller }) => {
    const { id } = await existing(db, caller.organizationId, params.conversation_id);
    const sent = await findSentReply(db, id, query.response_id);
    const responseId = query.response_id ?? sent?.responseId ?? null;
    const events = responseId === null ? [] : await eventsOfReply(db, { conversationId: id, responseId });
    return {
      response_id: responseId,
      sent: sent?.revision ? { revision: sent.revision, at: instant(sent.at) } : null,
      data: knownRevisions(events),
    };
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
