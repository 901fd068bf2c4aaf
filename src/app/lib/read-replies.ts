/** Revisions of replies that were on the screen of this window: what somebody can have read. */
const read = new Set<string>();
/** How much the checks found in them, once they were done. */
const found = new Map<string, number>();

export const noteRead = (revision: string) => read.add(revision);
export const wasRead = (revision: string) => read.has(revision);

export const noteFindings = (revision: string, count: number) => found.set(revision, count);
/** Undefined: the checks did not look at it in this window. */
export const findingsIn = (revision: string): number | undefined => found.get(revision);
