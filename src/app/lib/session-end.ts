let ended = false;
let leftAt = Number.NEGATIVE_INFINITY;

/** Milliseconds. After that the page was not left after all: its browser asked, and somebody stayed. */
const leavesWithin = 5000;

/** How the session of the page ended: thrown out, or left. Known to this page alone, so that a reload forgets it. */
export const sessionEnd = {
  note: () => {
    ended = true;
  },
  forget: () => {
    ended = false;
  },
  get noted() {
    return ended;
  },
  /** The page ends its session itself, and is about to go. */
  leave: () => {
    leftAt = performance.now();
  },
  get isLeaving() {
    return performance.now() - leftAt < leavesWithin;
  },
};
