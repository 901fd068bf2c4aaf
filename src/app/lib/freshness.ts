/** How often the page asks again, in milliseconds; the one place that live updates will replace. */
export const freshness = {
  list: 10_000,
  conversation: 3000,
  /** While a reply is on its way out. */
  delivery: 1000,
} as const;
