/** In milliseconds: while the desk tells what happens, asking is only for what it could not tell. */
const safetyNet = 60_000;
let isTold = false;

/** How often the page asks again, in milliseconds. */
export const freshness = {
  /** Whether this page hears of what happens as it happens. */
  told(is: boolean) {
    isTold = is;
  },
  get list() {
    return isTold ? safetyNet : 10_000;
  },
  get conversation() {
    return isTold ? safetyNet : 3000;
  },
  /** A list of more pages is not asked for again and again: its reader is far down, and each page is a request. */
  pages: 4,
  /** While a reply is on its way out: the attempt itself is no event. */
  delivery: 1000,
};
