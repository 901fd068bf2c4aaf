import { detailOf, isUnreachable } from './lib/http.ts';

/** Says of a reply, on whatever page somebody is by now, that what was to become of it did not. */
export const notDone = (name: string, deed: 'approved' | 'returned' | 'sent', error: Error): string =>
  isUnreachable(error)
    ? `The desk did not answer whether the reply to ${name} was ${deed}. ${detailOf(error)}`
    : `The reply to ${name} was not ${deed}: ${detailOf(error)}`;
