// The cluster on the page: which of its frames is on the stage, which were seen, which pictures to fetch next.
import './frame-stage.js';
import './frame-strip.js';
import { bestOf, frameWords, time } from './words.js';

/** Frames of a long sequence that are fetched before anybody asks for them. */
const AHEAD = 24;

export class ClusterView {
  #parts;
  #pictures;
  #card = null;
  #index = 0;
  #seen = new WeakMap();

  /** @param parts are elements by name: stage, strip, site, camera, time, frameCount. */
  constructor(parts, pictures) {
    this.#parts = parts;
    this.#pictures = pictures;
    parts.stage.addEventListener('swipe', (event) => this.step(event.detail));
    parts.strip.addEventListener('choose', (event) => this.go(event.detail));
  }

  /** Shows the first card, its best frame first, and fetches what will be looked at after it. */
  show(cards) {
    const [card] = cards;
    if (card !== this.#card) {
      this.#card = card ?? null;
      this.#parts.stage.reset();
      if (card) {
        this.go(card.frames.indexOf(bestOf(card)));
      } else {
        this.#clear();
      }
    }
    this.#prefetch(cards);
  }

  step(by) {
    if (this.#card) {
      this.go(Math.min(this.#card.frames.length - 1, Math.max(0, this.#index + by)));
    }
  }

  go(index) {
    const card = this.#card;
    const frame = card?.frames[index];
    if (!frame) {
      return;
    }
    this.#index = index;
    const seen = this.#seen.get(card) ?? new Set();
    this.#seen.set(card, seen.add(index));
    const image = this.#pictures.ready(frame.screen);
    this.#parts.stage.show(frame, image ?? this.#pictures.ready(frame.thumbnail), frameWords(card, index));
    if (!image) {
      this.#fetch(card, index);
    }
    this.#parts.strip.show(card, index, seen);
    this.#place(card, frame);
  }

  last() {
    this.go((this.#card?.frames.length ?? 0) - 1);
  }

  async #fetch(card, index) {
    const frame = card.frames[index];
    const isStill = () => card === this.#card && index === this.#index;
    try {
      const image = await this.#pictures.load(frame.screen);
      if (isStill()) {
        this.#parts.stage.show(frame, image, frameWords(card, index));
      }
    } catch (error) {
      if (isStill()) {
        this.#parts.stage.fail();
      }
      console.warn('A picture did not come:', error.message);
    }
  }

  #place(card, frame) {
    const { site, camera, time: when, frameCount } = this.#parts;
    site.textContent = card.site;
    camera.textContent = frame.camera;
    when.textContent = time(frame.takenAt);
    if (frame.takenAt) {
      when.dateTime = frame.takenAt;
    }
    frameCount.textContent = `${this.#index + 1} of ${card.frames.length}`;
  }

  #clear() {
    this.#parts.stage.clear();
    this.#parts.strip.clear();
    for (const name of ['site', 'camera', 'time', 'frameCount']) {
      this.#parts[name].textContent = '';
    }
  }

  /** This cluster's first look, the next clusters' first looks, then the rest of this cluster, nearest first. */
  #prefetch([card, ...next]) {
    if (!card) {
      this.#pictures.want([]);
      return;
    }
    const first = bestOf(card);
    const rest = card.frames.toSorted((a, b) => Math.abs(card.frames.indexOf(a) - this.#index)
      - Math.abs(card.frames.indexOf(b) - this.#index));
    this.#pictures.want([
      first.thumbnail,
      first.screen,
      ...next.map((c) => bestOf(c).screen),
      ...rest.slice(0, AHEAD).map((f) => f.screen),
    ]);
  }
}
