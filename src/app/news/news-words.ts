import type { NewsItem } from '#contract/desk/news.ts';
import { butNotTo } from '../lib/but-not-to.ts';

const deeds: Record<string, string> = {
  review_requested: 'asks for a review',
  draft_queued: 'asks for your approval',
  draft_recalled: 'took the reply back before it went out',
  draft_deleted: 'discarded the reply',
  draft_approved: 'approved the reply',
  draft_returned: 'returned the reply',
  draft_failed: 'could not send the reply',
  draft_sent: 'sent the reply',
  draft_stopped: 'held the reply',
  decision_undone: 'took a decision back',
  message_draft_saved: 'asks for a review of a first message',
  message_draft_failed: 'could not send a first message',
};

type Told = Pick<NewsItem, 'kind' | 'actor' | 'recipient' | 'refused'>;

/** Who did what, as a sentence in two parts, and whom the reply is for. */
export function newsWords({ kind, actor, recipient, refused }: Told): {
  who: string;
  did: string;
  about: string;
} {
  const who = actor.kind === 'desk' ? 'The desk' : (actor.name ?? 'Somebody');
  const did = butNotTo(deeds[kind] ?? kind.replaceAll('_', ' '), refused);
  return { who, did, about: recipient ?? 'Unknown contact' };
}

/** `3`, and `99+` from a hundred on. */
export const unreadLabel = (unread: number): string => (unread > 99 ? '99+' : String(unread));
