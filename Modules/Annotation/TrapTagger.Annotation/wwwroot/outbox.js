// What was decided goes out in order, one at a time, and stays in this browser until the server has it.
import { Refused, Shut } from './server.js';
import { Shelf } from './shelf.js';

/** Seconds between tries while nobody answers. */
const PAUSES = [1, 2, 4, 8, 15, 30];

/**
 * Events: `change` (see state and count), `sent` ({ entry, answer }), `refused` ({ entry }). An entry is what
 * Server.decide or Server.undo takes, with `kind`, and `shown`: words for people.
 */
export class Outbox extends EventTarget {
  #server;
  #shelf;
  #entries = [];
  #made = 0;
  #failures = 0;
  #timer = null;
  #inFlight = null;

  /** `saved`, `sending`, `offline`, or `shut`: then `reason` says why. */
  state = 'saved';
  reason = '';

  /** Entries that were refused and that nobody has dismissed, also from before a reload. */
  refused = [];

  /** @param room names whose decisions these are, on which set: nobody else's are ever sent. */
  constructor(server, room) {
    super();
    this.#server = server;
    this.#shelf = new Shelf(room);
    const kept = this.#shelf.load();
    this.#entries = kept.filter((e) => !e.refusal);
    this.refused = kept.filter((e) => e.refusal);
    addEventListener('online', () => this.flush());
    addEventListener('focus', () => this.state === 'shut' && this.flush());
  }

  get count() {
    return this.#entries.length;
  }

  /** Clusters of which the server does not know the last word yet. */
  get clusters() {
    return this.#entries.map((e) => e.cluster);
  }

  add(entry) {
    entry.order = `${Date.now()}-${String(this.#made++).padStart(6, '0')}`;
    this.#entries.push(entry);
    this.#shelf.keep(entry);
    this.#tell();
    setTimeout(() => this.flush()); // a request takes milliseconds to make: the next cluster is painted first
  }

  /** Takes back an entry that has not left yet; false when it may have. */
  withdraw(key) {
    const entry = this.#entries.find((e) => e.key === key && e !== this.#inFlight);
    return entry ? (this.#remove(entry), this.#tell(), true) : false;
  }

  /** A refused decision that somebody has read. */
  dismiss(entry) {
    this.refused = this.refused.filter((e) => e !== entry);
    this.#shelf.drop(entry);
  }

  /** Sends what waits; resolves when nothing waits any more or nobody answers. */
  async flush() {
    clearTimeout(this.#timer);
    if (this.#inFlight) {
      return;
    }
    while (this.#entries.length > 0 && await this.#sendFirst()) { /* the next one */ }
  }

  async #sendFirst() {
    const entry = this.#inFlight = this.#entries[0];
    this.#tell();
    try {
      const answer = await (entry.kind === 'undo' ? this.#server.undo(entry) : this.#server.decide(entry));
      this.#settle(entry);
      this.dispatchEvent(new CustomEvent('sent', { detail: { entry, answer } }));
    } catch (error) {
      this.#inFlight = null;
      if (error instanceof Refused) {
        this.#refuse(entry, error);
        return true;
      }
      this.#wait(error);
      return false;
    }
    return true;
  }

  #settle(entry) {
    this.#inFlight = null;
    this.#failures = 0;
    this.#remove(entry);
    this.#tell();
  }

  #refuse(entry, error) {
    this.#remove(entry);
    // What would take back a decision that never counted has nothing to do.
    this.#entries.filter((e) => e.undoes === entry.key).forEach((e) => this.#remove(e));
    entry.refusal = { status: error.status, detail: error.message, ...error.body };
    this.refused.push(entry);
    this.#shelf.keep(entry);
    this.#tell();
    this.dispatchEvent(new CustomEvent('refused', { detail: { entry } }));
  }

  #wait(error) {
    const shut = error instanceof Shut;
    this.#tell(shut ? 'shut' : 'offline', shut ? error.message : '');
    const pause = PAUSES[Math.min(this.#failures++, PAUSES.length - 1)];
    this.#timer = setTimeout(() => this.flush(), pause * 1000 * (0.75 + Math.random() / 2));
  }

  #remove(entry) {
    this.#entries = this.#entries.filter((e) => e !== entry);
    this.#shelf.drop(entry);
  }

  #tell(trouble = '', reason = '') {
    const stuck = this.#failures > 0 && this.#entries.length > 0 ? this.state : 'sending';
    this.state = trouble || (this.#entries.length === 0 ? 'saved' : stuck);
    this.reason = trouble ? reason : this.state === 'shut' ? this.reason : '';
    this.dispatchEvent(new Event('change'));
  }
}
