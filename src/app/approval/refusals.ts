/** A decision that the server refused after its maker had gone on to the next reply. */
export interface Refusal {
  responseId: string | undefined;
  /** The revision that was decided about. */
  revision: string;
  error: Error;
}

const refusals = new Map<string, Refusal>();

export const noteRefusal = (conversationId: string, refusal: Refusal) =>
  refusals.set(conversationId, refusal);

export const refusalOf = (conversationId: string) => refusals.get(conversationId) ?? null;

/** It was said. */
export const forgetRefusal = (conversationId: string) => refusals.delete(conversationId);
