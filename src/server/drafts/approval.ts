import type { ConversationRow } from '../store/conversations.ts';
import type { Approval } from '../store/decided.ts';
import type { DraftRow } from '../store/drafts.ts';
import { theDesk } from '../store/events.ts';
import type { Author } from './life.ts';

/** The yes of a person to one revision, now. */
export const approvalBy = ({ id, name }: Author, revision: string): Approval => ({
  revision,
  personId: id,
  name,
  at: new Date().toISOString(),
});

/** Whether a reply waits for somebody else's approval: nobody approves what they let go or wrote themselves. */
export const isOwnToApprove = (
  draft: Pick<DraftRow, 'awaitingApproval' | 'submittedBy' | 'authorId'>,
  by: Author,
): boolean => draft.awaitingApproval && [draft.submittedBy, draft.authorId].includes(by.id);

/** Whose reply it is: its author's, where that is a person, else of whoever let it go. */
export const personBehind = (
  draft: Pick<DraftRow, 'submittedBy' | 'authorKind' | 'authorId'>,
): string | null => (draft.authorKind === 'person' ? draft.authorId : draft.submittedBy);

/**
 * Whose news a decision about a draft is: of the person whose reply it is, else of the rep who looks after the conversation; null
 * where that is nobody but `by`. A manager who edits what a rep wrote and lets it go has approved it, so the rep hears.
 */
export function ownerOf(
  draft: Pick<DraftRow, 'submittedBy' | 'authorKind' | 'authorId'> | null,
  conversation: Pick<ConversationRow, 'agentId'>,
  by: { id: string | null },
): string | null {
  const owner = (draft && personBehind(draft)) ?? conversation.agentId;
  return owner === by.id ? null : owner;
}

/** Whoever said yes to the reply as it is; null where that is nobody but `by`. */
export const approverOf = (
  { approval }: Pick<DraftRow, 'approval'>,
  by: { id: string | null },
): string | null => (approval === null || approval.personId === by.id ? null : approval.personId);

/**
 * Whose news it is that a reply did not go out after all: its owner's, who heard of the yes as well, else of whoever said
 * yes, else all managers'. What nobody hears of would be a lost reply.
 */
export const toldOfFailure = (draft: DraftRow, conversation: Pick<ConversationRow, 'agentId'>): string =>
  ownerOf(draft, conversation, theDesk) ?? approverOf(draft, theDesk) ?? 'managers';
