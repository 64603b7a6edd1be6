/** Speed is what came in these last milliseconds, not an average since the beginning. */
const WINDOW = 15_000;

/** What became of the files of one upload. */
export class Progress {
  refused = [];
  lost = 0;
  recent = [];
  /** Bytes of each file that is on its way in parts. */
  partly = new Map();

  /** @param {{ file: File }[]} pictures */
  constructor(pictures, clock = () => performance.now()) {
    this.files = { total: pictures.length, sent: 0, there: 0, duplicate: 0 };
    this.bytes = { total: pictures.reduce((sum, { file }) => sum + file.size, 0), done: 0 };
    this.clock = clock;
  }

  /** @param {'sent'|'there'|'duplicate'} outcome */
  count(outcome, size, path) {
    this.reach(path, size);
    this.partly.delete(path);
    this.files[outcome] += 1;
  }

  /** So much of a file is there, `sent` of it just now. */
  reach(path, there, sent = 0) {
    this.bytes.done += there - (this.partly.get(path) ?? 0);
    this.partly.set(path, there);
    if (sent > 0) {
      this.recent.push({ at: this.clock(), size: sent });
    }
  }

  /** The survey does not take it, so it is not waited for. */
  refuse(path, size, reason) {
    this.reach(path, 0);
    this.refused.push({ path, reason });
    this.files.total -= 1;
    this.bytes.total -= size;
  }

  /** What a plan says of a file that is not to be sent. */
  settle({ verdict, path, reason, file }) {
    if (verdict === 'refused') {
      this.refuse(path, file.size, reason);
    } else {
      this.count(verdict, file.size, path);
    }
  }

  /** It was sent, but is not there. */
  takeBack(size) {
    this.files.sent -= 1;
    this.bytes.done -= size;
  }

  /** It should have come and can't: it stays missing. */
  lose(path, reason) {
    this.reach(path, 0);
    this.lost += 1;
    this.refused.push({ path, reason });
  }

  get here() {
    return this.files.sent + this.files.there + this.files.duplicate;
  }

  /** Bytes a second; 0 while nothing is being sent. */
  get rate() {
    const now = this.clock();
    while (this.recent.length > 0 && this.recent[0].at < now - WINDOW) {
      this.recent.shift();
    }
    if (this.recent.length < 2) {
      return 0;
    }
    const [first, ...rest] = this.recent;
    return rest.reduce((sum, piece) => sum + piece.size, 0) / Math.max(1, (now - first.at) / 1000);
  }

  /** Seconds; null while there is nothing to go by. */
  get left() {
    return this.rate > 0 ? (this.bytes.total - this.bytes.done) / this.rate : null;
  }
}
