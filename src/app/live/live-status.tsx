import { CloudOff } from 'lucide-react';

/** Says so while what happens elsewhere is not heard of, and goes away by itself. */
export function LiveStatus({ isPaused }: { isPaused: boolean }) {
  return (
    <div role="status" aria-label="Live updates">
      {isPaused ? (
        <span
          data-tip="Live updates paused, reconnecting"
          className="inline-flex size-9 items-center justify-center text-warning-ink"
        >
          <CloudOff aria-hidden className="size-[18px]" strokeWidth={1.75} />
          <span className="sr-only">Live updates paused, reconnecting</span>
        </span>
      ) : null}
    </div>
  );
}
