import type { ConversationRow } from '../store/conversations.ts';
import type { Approval } from '../store/decided.ts';
import type { DraftRow } from '../store/drafts.ts';
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

/**
 * Whose news a decision about a draft is: of the person who let it go, else of its author, else of the rep who looks
 * after the conversation; null where that is nobody but `by`.
 */
export function ownerOf(
  draft: Pick<DraftRow, 'submittedBy' | 'authorKind' | 'authorId'> | null,
  conversation: Pick<ConversationRow, 'agentId'>,
  by: { id: string | null },
): string | null {
  const author = draft?.authorKind === 'person' ? draft.authorId : null;
  const owner = draft?.submittedBy ?? author ?? conversation.agentId;
  return owner === by.id ? null : owner;
}

/** Whoever said yes to the reply as it is; null where that is nobody but `by`. */
export const approverOf = ({ approval }: Pick<DraftRow, 'approval'>, by: { id: string }): string | null =>
  approval === null || approval.personId === by.id ? null : approval.personId;
