/** Revisions of replies that were on the screen of this window: what somebody can have read. */
const read = new Set<string>();

export const noteRead = (revision: string) => read.add(revision);
export const wasRead = (revision: string) => read.has(revision);
