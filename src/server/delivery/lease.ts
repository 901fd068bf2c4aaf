/** How long an attempt may still act on the reply that it holds. */
export interface Lease {
  /** Milliseconds; not positive once it is over. */
  left(): number;
  /** Milliseconds in which a message may still leave; not positive once the rest is for the other side's answer. */
  toLeave(): number;
}

/**
 * Begin it before the claim. It ends when four fifths of the claim's time are over, by a clock that nobody can set: by
 * the time another worker may take the reply, this one has stopped, also if its process was paused meanwhile. Its second
 * half is for the answer: what left shortly before the end would be given up while the mail server has it already.
 */
export function beginLease(leaseSeconds: number): Lease {
  const whole = leaseSeconds * 800;
  const end = performance.now() + whole;
  const left = () => end - performance.now();
  return { left, toLeave: () => left() - whole / 2 };
}
