/** Four keep up with any network, and hold four files in memory at most. */
const SIZE = Math.min(4, navigator.hardwareConcurrency || 2);

/** Workers that hash files; close it when done. */
export class HashPool {
  idle = [];
  busy = new Set();
  waiting = [];

  /**
   * @returns {Promise<string|null>} 64 hexadecimal digits; null when the file can't be read any more. Rejected when no
   * worker could do it, as when its script can't be loaded: time may mend that.
   */
  hash(file) {
    return new Promise((resolve, reject) => {
      this.waiting.push({ file, resolve, reject });
      this.next();
    });
  }

  next() {
    if (this.waiting.length === 0 || this.busy.size >= SIZE) {
      return;
    }
    // Made only for a file at hand: one whose script can't be loaded says so once, and is silent ever after.
    const worker = this.idle.pop() ?? new Worker(new URL('hash-worker.js', import.meta.url));
    const { file, resolve, reject } = this.waiting.shift();
    worker.onmessage = ({ data }) => {
      this.idle.push(worker);
      this.free(worker);
      resolve(typeof data === 'string' ? data : null);
    };
    worker.onerror = worker.onmessageerror = () => {
      worker.terminate();
      this.free(worker);
      reject(new Error('The checksum could not be computed.'));
    };
    this.busy.add(worker);
    worker.postMessage(file);
  }

  free(worker) {
    this.busy.delete(worker);
    this.next();
  }

  close() {
    this.waiting = [];
    [...this.idle, ...this.busy].forEach((worker) => worker.terminate());
  }
}
