// The way back: this person's decisions that stand, as far as the server remembers.

/** Cards kept at hand, so that a step back is on the page at once. */
const AT_HAND = 20;

/** With fewer steps than these, older ones are asked for. */
const FEW = 5;

/** Events: `change`. A step is { key, cluster, kind, labels (names), site, card? }. */
export class Past extends EventTarget {
  #server;
  #steps = [];
  #oldest = null;
  #isWhole = false;

  constructor(server) {
    super();
    this.#server = server;
  }

  /** The newest steps, newest first. */
  newest(most) {
    return this.#steps.slice(-most).reverse();
  }

  /** Steps from before this page was opened go under those made on it. */
  async load() {
    if (this.#isWhole) {
      return;
    }
    const older = await this.#server.history(this.#oldest);
    const known = new Set(this.#steps.map((s) => s.key));
    this.#isWhole = older.length === 0;
    this.#oldest = older.at(-1)?.id ?? this.#oldest;
    this.#steps.unshift(...older.filter((s) => !known.has(s.key)).reverse());
    this.dispatchEvent(new Event('change'));
  }

  push(step) {
    this.#steps.push(step);
    const far = this.#steps.at(-AT_HAND - 1);
    if (far) {
      delete far.card;
    }
    this.dispatchEvent(new Event('change'));
  }

  /** The newest step, taken off; null where there is none, even on the server. */
  async pop() {
    if (this.#steps.length === 0) {
      await this.load();
    }
    const step = this.#steps.pop() ?? null;
    if (this.#steps.length < FEW) {
      this.load().catch(() => { /* the next step back asks again */ });
    }
    this.dispatchEvent(new Event('change'));
    return step;
  }

  /** A decision that did not count is no step. Returns its card, while that is at hand. */
  drop(key) {
    const card = this.#steps.find((s) => s.key === key)?.card;
    this.#steps = this.#steps.filter((s) => s.key !== key);
    this.dispatchEvent(new Event('change'));
    return card;
  }

  /** Pictures of the cards at hand. */
  get cards() {
    return this.#steps.slice(-AT_HAND).map((s) => s.card).filter(Boolean);
  }
}
