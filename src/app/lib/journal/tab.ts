const lockOf = (tab: string) => `countersign tab ${tab}`;

/** Another one with every load of the page, also where a browser copies a tab with all that it remembers. */
export const thisTab = crypto.randomUUID();

/** Its lock is held until the page is gone, however it goes. */
export const tabIsHeld = new Promise<void>((held) => {
  void navigator.locks.request(lockOf(thisTab), () => {
    held();
    return new Promise<never>(() => {});
  });
});

export async function livingTabs(): Promise<(tab: string) => boolean> {
  const { held = [] } = await navigator.locks.query();
  const names = new Set(held.map(({ name }) => name));
  return (tab) => names.has(lockOf(tab));
}

/** Resolves once a tab is gone; rejects when `signal` says that nobody waits any more. */
export async function tabIsGone(tab: string, signal: AbortSignal): Promise<void> {
  await navigator.locks.request(lockOf(tab), { mode: 'shared', signal }, () => {});
}
