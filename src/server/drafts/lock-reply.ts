import { conversationNotFound, noPendingReply } from '../errors.ts';
import { lockConversation } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';

/** A conversation with its pending reply, which nobody else changes until the transaction ends. @throws ApiError 404. */
export async function lockReply(tx: Db, where: { organizationId: string; conversationId: string }) {
  const found = await lockConversation(tx, where.organizationId, where.conversationId);
  if (!found) throw conversationNotFound();
  if (!found.draft) throw noPendingReply();
  return { ...found, draft: found.draft };
}
