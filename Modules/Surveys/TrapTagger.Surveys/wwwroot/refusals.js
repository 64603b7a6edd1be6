import { backOff } from './retry.js';

const REFUSING = 'The store takes no photographs now: your operator sees why.';
/** Refused so often while the store took others, it is the file. */
const MOST_BLAME = 3;
/** Refused so often and no other file waits: nothing more tells the two apart. */
const MOST_ALONE = 10;

/** Tells a file that the store refuses from a store that refuses every file, which is waited for. */
export class Refusals {
  /** Files that the store took. */
  taken = 0;
  files = new Map();

  /** @param {{ signal: AbortSignal, waiting: (reason: string) => void }} options */
  constructor({ signal, waiting }) {
    this.signal = signal;
    this.waiting = waiting;
  }

  take(path) {
    this.taken += 1;
    this.files.delete(path);
  }

  forget(path) {
    this.files.delete(path);
  }

  /**
   * @param {number} before how many files had been taken when this one was sent
   * @returns {Promise<boolean>} whether the file is worth another try, which is then due
   */
  async mayPass(path, before) {
    const file = this.files.get(path);
    if (!file) {
      this.files.set(path, { times: 1, blame: 0, taken: this.taken });
      return true; // Its URL waited too long, or it changed since it was planned.
    }
    file.times += 1;
    file.blame += before > file.taken ? 1 : 0;
    file.taken = this.taken;
    if (file.blame >= MOST_BLAME || (file.times > MOST_ALONE && this.files.size === 1)) {
      return false;
    }
    this.waiting(REFUSING);
    await backOff(file.times - 2, this.signal);
    return true;
  }
}
