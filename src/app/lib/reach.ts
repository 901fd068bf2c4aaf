import { Listeners } from './listeners.ts';

let isAway = false;
const listeners = new Listeners();

/** Whether the desk answers this page, as far as was last heard. */
export const reach = {
  isAway: () => isAway,
  subscribe: listeners.subscribe,
  heard(answered: boolean) {
    if (isAway === !answered) return;
    isAway = !answered;
    listeners.tell();
  },
};
