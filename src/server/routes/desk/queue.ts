import {
  type Author,
  type Badge,
  countQueue,
  listDeskConversations,
  listQueue,
} from '#contract/desk/queue.ts';
import { snippetOf } from '#mail/plain-text.ts';
import { textBody } from '#mail/text-body.ts';
import { countPending, listInbox, listPending, listSent } from '../../store/queue.ts';
import { listing } from '../listing.ts';
import { instant, instantOrNull } from '../present.ts';
import type { Router } from '../serve.ts';
import type { RouteTools } from '../tools.ts';

type Pending = Awaited<ReturnType<typeof listPending>>['rows'][number];
type Sent = Awaited<ReturnType<typeof listSent>>['rows'][number];
type Inbox = Awaited<ReturnType<typeof listInbox>>['rows'][number];

export function queueRoutes(router: Router, { db, cursorSecret }: RouteTools): void {
  router.serve(listQueue, 'person', ({ params: { tab }, query, caller }) => {
    const search = query.search?.trim() || undefined;
    const collection = ['queue', tab, caller.organizationId, search];
    return tab === 'sent'
      ? listing(
          cursorSecret,
          collection,
          query,
          (page) => listSent(db, caller.organizationId, search, page),
          presentSent,
        )
      : listing(
          cursorSecret,
          collection,
          query,
          (page) => listPending(db, caller.organizationId, tab, search, page),
          presentPending,
        );
  });

  router.serve(countQueue, 'person', ({ caller }) => countPending(db, caller.organizationId));

  router.serve(listDeskConversations, 'person', ({ query, caller }) => {
    const search = query.search?.trim() || undefined;
    return listing(
      cursorSecret,
      ['inbox', caller.organizationId, search],
      query,
      (page) => listInbox(db, caller.organizationId, search, page),
      presentInbox,
    );
  });
}

export const authorOf = (row: { authorKind: Author['kind']; authorName: string }): Author => ({
  kind: row.authorKind,
  name: row.authorName,
});

const presentPending = ({ draft, modality, contact, customerWroteSince }: Pending) => ({
  conversation_id: draft.conversationId,
  response_id: draft.id,
  recipient_name: contact.name,
  recipient_email: contact.email,
  recipient_phone_number: contact.phoneNumber,
  subject: draft.subject,
  snippet:
    modality === 'email' ? snippetOf(draft.opening, 'html') : snippetOf(textBody(draft.opening), 'text'),
  modality,
  author: authorOf(draft),
  badges: badgesOf(draft, customerWroteSince),
  failure: draft.failure,
  release_at: instantOrNull(draft.releaseAt),
  at: instant(draft.updatedAt),
});

function badgesOf(draft: Pending['draft'], customerWroteSince: boolean): Badge[] {
  const badges: Badge[] = [];
  if (customerWroteSince) badges.push('customer_wrote_since');
  if (draft.failure !== null) badges.push('failed');
  if (draft.edited) badges.push('edited');
  else if (draft.authorKind === 'key') badges.push('ai_draft');
  return badges;
}

const presentSent = ({ message, modality, contact }: Sent) => ({
  conversation_id: message.conversationId,
  response_id: message.responseId,
  recipient_name: contact.name,
  recipient_email: contact.email,
  recipient_phone_number: contact.phoneNumber,
  subject: message.subject,
  snippet: snippetOf(message.opening, message.contentFormat),
  modality,
  author:
    message.senderName === null
      ? null
      : { kind: message.agentId === null ? ('key' as const) : ('person' as const), name: message.senderName },
  badges: [],
  failure: null,
  release_at: null,
  at: instant(message.occurredAt),
});

const presentInbox = ({ conversation, contact, draftStatus, opening, format }: Inbox) => ({
  conversation_id: conversation.id,
  contact_name: contact.name,
  contact_email: contact.email,
  contact_phone_number: contact.phoneNumber,
  subject: conversation.subject,
  snippet: snippetOf(opening ?? '', format ?? 'text'),
  modality: conversation.modality,
  is_read: conversation.isRead,
  draft: draftStatus ?? ('none' as const),
  last_activity_at: instant(conversation.lastActivityAt),
});
