import { useEffect, useState } from 'react';
import { deskNow } from './desk-clock.ts';

/** The time at the desk, told again every second while somebody counts down by it. */
export function useNow(counting: boolean): number {
  const [now, setNow] = useState(deskNow);
  useEffect(() => {
    if (!counting) return;
    setNow(deskNow());
    const timer = setInterval(() => setNow(deskNow()), 1000);
    return () => clearInterval(timer);
  }, [counting]);
  return now;
}
