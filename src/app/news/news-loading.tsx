import { Skeleton } from '../ui/skeleton.tsx';

export function NewsLoading() {
  return (
    <div role="status" aria-label="Loading the notifications" className="flex flex-col gap-4 px-4 pt-1 pb-5">
      {['w-2/3', 'w-1/2', 'w-3/5'].map((width) => (
        <div key={width} className="flex flex-col gap-2">
          <Skeleton className={`h-3 ${width}`} />
          <Skeleton className="h-2.5 w-1/3" />
        </div>
      ))}
    </div>
  );
}
