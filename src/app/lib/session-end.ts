let ended = false;

/** Whether the page was thrown out of its session: known to this page alone, so that a reload forgets it. */
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
};
