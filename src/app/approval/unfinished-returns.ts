interface UnfinishedReturn {
  passage: string | null;
  note: string;
  /** Its form has the focus, or is to have it once it is there. */
  isWriting: boolean;
  /** Put away; what was written of the note is there when its form opens again. */
  isAside: boolean;
}

const returns = new Map<string, UnfinishedReturn>();

/** Returns that were begun and not handed over, by whom and about which reply: their form comes and goes with the page around it. */
export const unfinishedReturns = {
  get: (name: string) => returns.get(name),

  begin(name: string, passage: string | null): void {
    const before = returns.get(name);
    returns.set(name, {
      passage: passage ?? before?.passage ?? null,
      note: before?.note ?? '',
      isWriting: true,
      isAside: false,
    });
  },

  change(name: string, part: Partial<UnfinishedReturn>): void {
    const one = returns.get(name);
    if (one) returns.set(name, { ...one, ...part });
  },

  /** One of the same person and conversation, with a note, about a reply that is not to be decided about any more. */
  left(place: string, toDecide: string | null): { name: string; note: string } | null {
    for (const [name, { note, isAside }] of returns)
      if (name.startsWith(`${place} `) && name !== toDecide && !isAside && note.trim() !== '')
        return { name, note };
    return null;
  },

  putAside(name: string): void {
    if (returns.get(name)?.note.trim() === '') returns.delete(name);
    else unfinishedReturns.change(name, { isWriting: false, isAside: true });
  },

  end: (name: string) => void returns.delete(name),
};
