interface UnfinishedReturn {
  passage: string | null;
  note: string;
  /** Its form has the focus, or is to have it once it is there. */
  isWriting: boolean;
}

const returns = new Map<string, UnfinishedReturn>();

/** Returns that were begun and not handed over, by whom and about which reply: their form comes and goes with the page around it. */
export const unfinishedReturns = {
  get: (name: string) => returns.get(name),

  begin: (name: string, passage: string | null) =>
    void returns.set(name, { passage, note: returns.get(name)?.note ?? '', isWriting: true }),

  change(name: string, part: Partial<UnfinishedReturn>): void {
    const one = returns.get(name);
    if (one) returns.set(name, { ...one, ...part });
  },

  /** One of the same person and conversation, with a note, about a reply that is not to be decided about any more. */
  left(place: string, toDecide: string | null): { name: string; note: string } | null {
    for (const [name, { note }] of returns)
      if (name.startsWith(`${place} `) && name !== toDecide && note.trim() !== '') return { name, note };
    return null;
  },

  end: (name: string) => void returns.delete(name),
};
