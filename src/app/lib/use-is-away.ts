import { useSyncExternalStore } from 'react';
import { reach } from './reach.ts';

/** Whether the desk does not answer, as far as was last heard. */
export const useIsAway = (): boolean => useSyncExternalStore(reach.subscribe, reach.isAway);
