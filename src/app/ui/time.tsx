import { briefTime, fullDate, spokenTime } from '../lib/dates.ts';

/** A time as people say it, with the full date on hover. */
export function Time({ at, spoken = false }: { at: string; spoken?: boolean }) {
  return (
    <time dateTime={at} title={fullDate(at)}>
      {spoken ? spokenTime(at) : briefTime(at)}
    </time>
  );
}
