import { useNow } from '../lib/use-now.ts';
import { Badge } from '../ui/badge.tsx';

function inWords(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds <= 0) return 'Leaving now';
  return seconds < 100 ? `Leaves in ${seconds} s` : `Leaves in ${Math.ceil(seconds / 60)} min`;
}

/** Until when a reply can still be called back. No live region: a clock that is read out every second is noise. */
export function Countdown({ releaseAt }: { releaseAt: string }) {
  const left = Date.parse(releaseAt) - useNow(true);
  return (
    <Badge tone="accent">
      <span className="tabular">{inWords(left)}</span>
    </Badge>
  );
}
