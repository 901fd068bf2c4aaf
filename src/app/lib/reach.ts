let isAway = false;
const listeners = new Set<() => void>();

/** Whether the desk answers this page, as far as was last heard. */
export const reach = {
  isAway: () => isAway,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  heard(answered: boolean) {
    if (isAway === !answered) return;
    isAway = !answered;
    for (const listener of listeners) listener();
  },
};
