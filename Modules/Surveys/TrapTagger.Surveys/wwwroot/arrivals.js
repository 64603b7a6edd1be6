const TOGETHER = 50;
const SOON = 2000;

export const DROPPED = 'Somebody went on without the missing files while it was sent: bring it again.';

/** Tells the server which files it has, a few dozen at a time. A file is kept until it was told. */
export class Arrivals {
  plans = [];
  told = Promise.resolve();

  /**
   * @param {(ids: number[]) => Promise<{ missing: number[] }>} report
   * @param {(plan: object) => void} miss told of each file that the server does not have after all
   */
  constructor(report, miss) {
    this.report = report;
    this.miss = miss;
  }

  add(plan) {
    this.plans.push(plan);
    if (this.plans.length >= TOGETHER) {
      this.flush().catch(() => {});
    } else {
      this.timer ??= setTimeout(() => this.flush().catch(() => {}), SOON);
    }
  }

  /** One after the other: each tells what the last one left. */
  flush(report = this.report) {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.told = this.told.catch(() => {}).then(() => this.tell(report));
    return this.told;
  }

  async tell(report) {
    while (this.plans.length > 0) {
      const some = this.plans.slice(0, TOGETHER);
      const { missing } = await report(some.map(({ id }) => id));
      this.plans.splice(0, some.length);
      some.filter(({ id }) => missing.includes(id)).forEach(this.miss);
    }
  }
}
