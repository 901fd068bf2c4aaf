import { changedMeanwhile } from '../errors.ts';

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
