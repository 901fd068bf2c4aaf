export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" width={size} height={size} className="shrink-0">
      <rect width="32" height="32" rx="8" className="fill-mark" />
      <path
        d="M9 20.5c3.2-.6 7.4-6.4 6.6-10.1-.5-2-2.7-1.2-3 1.6-.4 3.6 1.3 8.5 3.4 8.5 1.8 0 2.2-3.6 3.6-3.6 1.2 0 .8 2.6 3.4 2.6M8.5 24h15"
        className="fill-none stroke-on-mark"
        strokeWidth="1.9"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
