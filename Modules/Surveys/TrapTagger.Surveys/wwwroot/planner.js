import { HashPool } from './hash-pool.js';
import { UNREADABLE } from './put.js';

const ANNOUNCED = 1000;

/** Asks the server what to do with files: first by name, then by content. */
export class Planner {
  pool = new HashPool();

  /**
   * @param {(step: string, body: object) => Promise<object>} post
   * @param {import('./progress.js').Progress} progress told of what does not come
   * @param {<T>(work: () => Promise<T>) => Promise<T>} retry does something until it succeeds
   */
  constructor(post, progress, retry) {
    this.post = post;
    this.progress = progress;
    this.retry = retry;
  }

  /** @returns {Promise<object[]>} the files that the survey expects now */
  async announce(pictures) {
    const expected = new Map(pictures.map((picture) => [picture.path, picture]));
    for (let i = 0; i < pictures.length; i += ANNOUNCED) {
      const some = pictures.slice(i, i + ANNOUNCED).map(({ path, file }) => ({ path, size: file.size }));
      const { refused } = await this.post('announce', { files: some });
      for (const { path, reason } of refused) {
        this.progress.refuse(path, expected.get(path).file.size, reason);
        expected.delete(path);
      }
    }
    return [...expected.values()];
  }

  /** @returns {Promise<object[]>} a verdict for each file; one that can't be read any more is left out */
  async plan(pictures) {
    const read = await Promise.all(pictures.map(async ({ path, file }) =>
      ({ path, file, size: file.size, sha256: await this.retry(() => this.pool.hash(file)) })));
    for (const { path } of read.filter((file) => !file.sha256)) {
      this.progress.lose(path, UNREADABLE);
    }
    const offers = new Map(read.filter((file) => file.sha256).map((offer) => [offer.path, offer]));
    if (offers.size === 0) {
      return [];
    }
    const asked = [...offers.values()].map(({ path, size, sha256 }) => ({ path, size, sha256 }));
    const at = Date.now();
    const { files } = await this.post('plan', { files: asked });
    return files.map((plan) => ({ ...plan, at, file: offers.get(plan.path).file }));
  }

  close() {
    this.pool.close();
  }
}
