import { replySubject } from '#mail/subject.ts';
import type { ContactRow } from '../store/contacts.ts';
import type { ConversationRow } from '../store/conversations.ts';
import type { DraftRow } from '../store/drafts.ts';
import type { OrganizationRow } from '../store/organizations.ts';
import { type Author, mayDecide } from './life.ts';

/**
 * Who counts as the author of what `by` saves: a person does not become the author of what a program drafted, nor a
 * manager of what a rep wrote.
 */
export function authorAfterSave(by: Author, existing: DraftRow | null) {
  if (existing?.authorKind === 'key' && by.kind === 'person') return existing;
  if (existing !== null && existing.authorId !== by.id && mayDecide(by)) return existing;
  return { authorKind: by.kind, authorId: by.id, authorName: by.name };
}

/** The name that a message comes from: its author's, or the organisation's where a program wrote it. */
export const senderNameOf = (
  { authorKind, authorName }: Pick<DraftRow, 'authorKind' | 'authorName'>,
  organization: OrganizationRow,
) => (authorKind === 'person' ? authorName : organization.name);

/** Whom a reply of this conversation goes to (null: nowhere) and under which subject; a text message has none. */
export function addressing(
  { modality, subject }: Pick<ConversationRow, 'modality' | 'subject'>,
  { email, phoneNumber }: Pick<ContactRow, 'email' | 'phoneNumber'>,
) {
  return modality === 'email'
    ? { recipient: email, subject: replySubject(subject) }
    : { recipient: phoneNumber, subject: null };
}

/** From whom and under which subject the reply leaves: as it is queued, else as `by` would send it now. */
export function replyHeading(
  conversation: ConversationRow,
  draft: DraftRow | null,
  organization: OrganizationRow,
  by: Author,
) {
  const queued = draft !== null && draft.status !== 'saved';
  return {
    from_name: senderNameOf(queued ? draft : authorAfterSave(by, draft), organization),
    from_email: organization.sendingAddress,
    subject: (queued ? draft.subject : null) ?? replySubject(conversation.subject),
  };
}
