import { sentence } from '#contract/errors.ts';

/** An answer that is an error: thrown anywhere below a route, it leaves as `{"detail"}` with this status. */
export class ApiError extends Error {
  readonly status: number;
  /** Sent with the answer. */
  readonly headers: Record<string, string>;

  constructor(status: number, detail: string, headers: Record<string, string> = {}) {
    super(detail);
    this.name = 'ApiError';
    this.status = status;
    this.headers = headers;
  }
}

export const invalidOrganization = () => new ApiError(404, sentence.invalidOrganization);
export const conversationNotFound = () => new ApiError(404, sentence.conversationNotFound);
export const noPendingReply = () =>
  new ApiError(404, 'This conversation has no pending reply: it was sent or deleted.');
export const changedMeanwhile = (what: string) =>
  new ApiError(412, `${what} was changed meanwhile: read it again, then decide. Nothing was changed.`);
