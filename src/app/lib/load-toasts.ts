import { Listeners } from './listeners.ts';

let wanted = false;
const listeners = new Listeners();
let mounted: () => void = () => {};
const shown = new Promise<void>((resolve) => {
  mounted = resolve;
});

/** Whether something was said yet, and the place for it has to be there. */
export const toasts = {
  subscribe: listeners.subscribe,
  areWanted: () => wanted,
  areShown: () => mounted(),
};

/** Says in passing what was done. Loaded with the first thing that is, and ready once there is a place for it. */
export async function loadToasts() {
  wanted = true;
  listeners.tell();
  const [{ toast }] = await Promise.all([import('sonner'), shown]);
  return toast;
}
