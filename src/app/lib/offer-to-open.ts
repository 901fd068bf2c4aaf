import { loadToasts } from './load-toasts.ts';

/** Says what became of a reply that is elsewhere, until somebody opens it or closes this. */
export async function offerToOpen(
  kind: 'error' | 'warning',
  sentence: string,
  open: () => unknown,
): Promise<void> {
  const toast = await loadToasts();
  toast[kind](sentence, {
    duration: Number.POSITIVE_INFINITY,
    closeButton: true,
    action: { label: 'Open', onClick: () => void open() },
  });
}
