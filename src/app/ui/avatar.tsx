import { initials, toneOf } from '../lib/initials.ts';

/** White text on each has a contrast of 5 or more. */
const tones = ['#b4500f', '#24735a', '#3a61b8', '#8a3a72', '#5d671f', '#334a5e', '#8a5c00', '#6a4fd0'];

export function Avatar({ name, size = 34 }: { name: string; size?: number }) {
  return (
    <span
      aria-hidden
      className="inline-flex shrink-0 items-center justify-center rounded-full font-semibold text-white select-none"
      style={{
        background: tones[toneOf(name, tones.length)],
        width: size,
        height: size,
        fontSize: Math.round(size * 0.35),
      }}
    >
      {initials(name)}
    </span>
  );
}
