// Decisions that the server does not have yet, kept by this browser over a reload.

/** An item of the browser's storage an entry, so that two windows don't overwrite each other's. */
export class Shelf {
  #room;

  /** @param room names the person and the set. */
  constructor(room) {
    this.#room = `${room}/`;
  }

  /** What was kept, in the order in which it was made. */
  load() {
    return Object.keys(localStorage).filter((name) => name.startsWith(this.#room)).sort()
      .map((name) => JSON.parse(localStorage.getItem(name)));
  }

  keep(entry) {
    try {
      localStorage.setItem(this.#name(entry), JSON.stringify(entry));
    } catch (error) {
      console.warn('This browser keeps nothing over a reload:', error.message);
    }
  }

  drop(entry) {
    localStorage.removeItem(this.#name(entry));
  }

  #name(entry) {
    return `${this.#room}${entry.order}/${entry.key}`;
  }
}
