// Preloaded into a desk: each SIGUSR2 sets its clock, by turns an hour ahead and back.
const RealDate = Date;
let ahead = 0;

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + ahead);
    else super(...given);
  }
  static now() {
    return RealDate.now() + ahead;
  }
};

process.on('SIGUSR2', () => {
  ahead = ahead === 0 ? 60 * 60 * 1000 : 0;
});
