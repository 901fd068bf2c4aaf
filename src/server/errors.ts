import { sentence } from '#contract/errors.ts';

/** An answer that is an error: thrown anywhere below a route, it leaves as `{"detail"}` with this status. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.name = 'ApiError';
    this.status = status;
  }
}

export const invalidOrganization = () => new ApiError(404, sentence.invalidOrganization);
export const conversationNotFound = () => new ApiError(404, sentence.conversationNotFound);
export const changedMeanwhile = (what: string) =>
  new ApiError(412, `${what} was changed meanwhile: read it again, then decide. Nothing was changed.`);
