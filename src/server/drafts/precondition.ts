import { ApiError, changedMeanwhile } from '../errors.ts';
import type { DraftRow } from '../store/drafts.ts';

export interface Precondition {
  ifMatch?: string | undefined;
  ifNoneMatch?: string | undefined;
}

/** The strong ETag of a revision (RFC 9110, 8.8.3). */
export const etagOf = (revision: string) => `"${revision}"`;

const listed = (header: string): string[] => header.match(/"[^"]*"/g) ?? [];

/**
 * Holds a request to the revision it was made for (RFC 9110, 13.1). Weak tags never match, as `If-Match` demands.
 * @throws ApiError 412 when the draft is no longer that one.
 */
export function requireRevision({ ifMatch, ifNoneMatch }: Precondition, revision: string | null): void {
  if (ifMatch !== undefined) {
    const strong = ifMatch.replace(/W\/"[^"]*"/g, '');
    const matches =
      revision !== null && (ifMatch.trim() === '*' || listed(strong).includes(etagOf(revision)));
    if (!matches) throw changedMeanwhile('The reply');
  }
  if (ifNoneMatch !== undefined && revision !== null) {
    if (ifNoneMatch.trim() === '*' || listed(ifNoneMatch).includes(etagOf(revision)))
      throw changedMeanwhile('The reply');
  }
}

/**
 * Holds letting a reply go to what its returns say: nobody overrules one that they have not seen.
 * @param readAt when the last one that was read was made; null: none was.
 * @throws ApiError 409 when it was returned since.
 */
export function requireReturnRead({ returned }: Pick<DraftRow, 'returned'>, readAt: string | null): void {
  if (returned !== null && returned.at !== readAt)
    throw new ApiError(
      409,
      `${returned.name} returned this reply while you were reading it: read why, then decide again.`,
    );
}

/**
 * Holds a save to a reply that nobody let go: its revision stays the same when it is queued or approved.
 * @throws ApiError 412 when it is queued.
 */
export function requireNotQueued(draft: Pick<DraftRow, 'status'> | null): void {
  if (draft?.status === 'queued')
    throw new ApiError(
      412,
      'The reply was let go meanwhile: read it again, then decide. Nothing was changed.',
    );
}
