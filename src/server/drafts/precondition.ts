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
