// The clusters in the annotator's hands: the one on the page, and those that come next.
import { uuid } from './server.js';

/** Of the ten that the server gives (LeaseTerms.cs); with fewer, more are asked for. */
const ENOUGH = 8;

/** How often a page with empty hands asks again. */
const PATIENCE = 10_000;

/**
 * Events: `cards` (the server was asked), `lost` (detail: cards that went to somebody else), `news` (detail: labels and
 * progress), `trouble` (detail: the error), `open`, and `elsewhere` or `absent` when this page stopped working.
 */
export class Leases extends EventTarget {
  #server;
  #unsent;
  #cards = [];
  #asking = false;
  #again = false;
  #timer = null;
  #sitting = null; // one object from sitting down to stopping: an answer to another sitting came too late
  #opening = false; // whether the server has yet to hear that somebody sat down

  batch = uuid();

  /** @param unsent tells the clusters of what the server has not heard yet. */
  constructor(server, unsent) {
    super();
    this.#server = server;
    this.#unsent = unsent;
    addEventListener('online', () => this.refill());
    addEventListener('pagehide', () => this.working && this.leave());
    addEventListener('pageshow', (event) => event.persisted && this.open());
  }

  /** Whether this page works: not before it is opened, nor after work went on elsewhere. */
  get working() {
    return this.#sitting !== null;
  }

  get current() {
    return this.#cards[0] ?? null;
  }

  get cards() {
    return this.#cards;
  }

  /** Sits down: what this person had on another page comes here. */
  open() {
    this.#sitting = {};
    this.#opening = true;
    this.dispatchEvent(new Event('open'));
    return this.refill();
  }

  leave() {
    this.#server.leave(this.batch, this.#unsent());
  }

  /** The current cluster is done with; the next one takes its place. */
  advance() {
    this.#cards.shift();
  }

  /** A cluster comes (back) to the front. */
  putFirst(card) {
    this.#cards = [card, ...this.#cards.filter((c) => c.id !== card.id)];
  }

  drop(cluster) {
    this.#cards = this.#cards.filter((c) => c.id !== cluster);
  }

  /** Asks for more where there is room; while an answer is awaited, once more after it. */
  async refill() {
    if (!this.working || (!this.#opening && this.#cards.length >= ENOUGH)) {
      return;
    }
    this.#again = this.#asking;
    if (this.#asking) {
      return;
    }
    clearTimeout(this.#timer);
    this.#asking = true;
    await this.#ask();
    this.#asking = false;
    if (this.#again) {
      await this.refill();
    } else if (this.working && this.#cards.length === 0) {
      this.#timer = setTimeout(() => this.refill(), PATIENCE);
    }
  }

  async #ask() {
    const known = () => [...this.#cards.map((c) => c.id), ...this.#unsent()];
    await this.#exchange(() => this.#server.lease(this.batch, this.#opening, known()), (answer) => {
      this.#opening = false;
      const held = new Set(known());
      this.#cards.push(...answer.clusters.filter((c) => !held.has(c.id)));
    });
    this.dispatchEvent(new Event('cards'));
  }

  /** Renews the leases and hears which of them are gone. */
  async beat() {
    if (!this.working) {
      return;
    }
    const unsent = new Set(this.#unsent());
    const settled = this.#cards.filter((c) => !unsent.has(c.id));
    let lost = [];
    await this.#exchange(() => this.#server.beat(this.batch), (answer) => {
      lost = settled.filter((c) => this.#cards.includes(c) && !answer.held.includes(c.id));
      this.#cards = this.#cards.filter((c) => !lost.includes(c));
    });
    if (lost.length > 0 && this.working) {
      this.dispatchEvent(new CustomEvent('lost', { detail: lost }));
      this.refill();
    }
  }

  /** Takes the answer, unless work stopped here before it came; where it went on again, the next answer has it all. */
  async #exchange(request, take) {
    const sitting = this.#sitting;
    try {
      const answer = await request();
      if (sitting === this.#sitting) {
        take(answer);
        this.dispatchEvent(new CustomEvent('news', { detail: answer }));
        if (answer.elsewhere) {
          this.stop('elsewhere');
        }
      } else if (!this.working) {
        this.leave(); // what was leased meanwhile is free at once
      }
    } catch (error) {
      this.dispatchEvent(new CustomEvent('trouble', { detail: error }));
    }
  }

  /** Stops working: `elsewhere` or `absent`. */
  stop(why) {
    if (this.working) {
      this.#sitting = null;
      this.#cards = [];
      this.dispatchEvent(new Event(why));
    }
  }
}
