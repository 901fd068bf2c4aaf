import { type ConversationRow, countQueue, listDeskConversations, listQueue } from '#contract/desk/queue.ts';
import { queueFilters } from '#contract/desk/queue-filters.ts';
import { snippetOf } from '#mail/plain-text.ts';
import { levelsOf } from '../../drafts/blocking-findings.ts';
import { listInbox } from '../../store/inbox.ts';
import type { PageRequest } from '../../store/keyset.ts';
import { findOrganization } from '../../store/organizations.ts';
import { listPending, listSent, type QueuePosition } from '../../store/queue.ts';
import { countPending } from '../../store/queue-tabs.ts';
import { listing } from '../listing.ts';
import { instant } from '../present.ts';
import type { Router } from '../serve.ts';
import type { RouteTools } from '../tools.ts';
import { presentPending, presentSent } from './present-row.ts';
import { checkRows } from './row-checks.ts';

type Inbox = Awaited<ReturnType<typeof listInbox>>['rows'][number];

export function queueRoutes(router: Router, { db, cursorSecret }: RouteTools): void {
  router.serve(listQueue, 'person', async ({ params: { tab }, query, caller }) => {
    const { organizationId, id: personId } = caller;
    const filters = queueFilters.parse(query);
    const search = query.search?.trim() || undefined;
    const { conversation_ids: conversationIds } = query;
    const wanted = { organizationId, personId, filters, search, conversationIds };
    const { author, modality, age, flag, mine } = filters;
    const narrowed = [search, author, modality, age, flag, mine && personId, conversationIds?.join()];
    const collection = ['queue', tab, organizationId, ...narrowed];
    if (tab === 'sent') {
      const read = (page: PageRequest<QueuePosition>) => listSent(db, wanted, page);
      return listing(cursorSecret, collection, query, read, presentSent);
    }
    const organization = await findOrganization(db, organizationId);
    const levels = levelsOf(organization?.checkLevels ?? {});
    const read = async (page: PageRequest<QueuePosition>) => {
      const slice = await listPending(db, tab, wanted, page);
      return { ...slice, rows: await checkRows(db, organizationId, levels, slice.rows) };
    };
    return listing(cursorSecret, collection, query, read, presentPending);
  });

  router.serve(countQueue, 'person', ({ caller }) => countPending(db, caller.organizationId));

  router.serve(listDeskConversations, 'person', ({ query, caller }) => {
    const { organizationId } = caller;
    const search = query.search?.trim() || undefined;
    const { conversation_ids: conversationIds } = query;
    return listing(
      cursorSecret,
      ['inbox', organizationId, search, conversationIds?.join()],
      query,
      (page) => listInbox(db, { organizationId, search, conversationIds }, page),
      presentInbox,
    );
  });
}

const presentInbox = ({
  conversation,
  contact,
  draftStatus,
  failure,
  opening,
  format,
}: Inbox): ConversationRow => ({
  conversation_id: conversation.id,
  contact_name: contact.name,
  contact_email: contact.email,
  contact_phone_number: contact.phoneNumber,
  subject: conversation.subject,
  snippet: snippetOf(opening ?? '', format ?? 'text'),
  modality: conversation.modality,
  is_read: conversation.isRead,
  draft: draftStatus === 'saved' && failure !== null ? 'failed' : (draftStatus ?? 'none'),
  last_activity_at: instant(conversation.lastActivityAt),
});
