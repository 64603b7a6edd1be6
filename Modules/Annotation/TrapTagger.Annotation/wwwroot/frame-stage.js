// <frame-stage>: one frame, as large as fits, with its boxes; zoom and pan.
import { listen } from './gestures.js';
import { fit, move, whole, within, zoomAt } from './viewport.js';

const CATEGORIES = { 1: 'animal', 2: 'person', 3: 'vehicle' };

const percent = (share) => `${share * 100}%`;

/** What a box is, for reading: "animal 92 %". */
export const describe = (box) => `${CATEGORIES[box.category] ?? 'object'} ${Math.round(box.score * 100)} %`;

class FrameStage extends HTMLElement {
  #view = whole;
  #frame = null;

  /** Measured when it changes, not when a frame is shown: that would cost a layout between key and picture. */
  #room = { width: 0, height: 0 };
  #picture;
  #boxes;

  connectedCallback() {
    this.#picture = this.querySelector('.picture');
    this.#boxes = this.querySelector('.boxes');
    new ResizeObserver(([entry]) => {
      this.#room = { width: entry.contentRect.width, height: entry.contentRect.height };
      this.#place();
    }).observe(this);
    listen(this, {
      isWhole: () => this.#view.zoom === 1,
      pan: (dx, dy) => this.#look(move(this.#view, dx, dy)),
      zoom: (factor, point) => this.#look(zoomAt(this.#view, factor, point)),
      flip: (point) => this.#look(this.#view.zoom > 1 ? whole : zoomAt(this.#view, 2.5, point)),
      swipe: (step) => this.dispatchEvent(new CustomEvent('swipe', { detail: step })),
    });
  }

  /**
   * Puts a frame on the stage.
   * @param image decoded; null while there is none yet.
   * @param words what a person who can't see it is told.
   */
  show(frame, image, words) {
    if (frame !== this.#frame) {
      this.#frame = frame;
      this.#boxes.replaceChildren(...frame.boxes.map(boxElement));
    }
    const present = this.#picture.querySelector('img');
    if (image !== present) {
      present?.remove();
    }
    if (image) {
      image.alt = words;
      this.#picture.prepend(image);
    }
    this.#picture.hidden = false;
    this.classList.remove('failed');
    this.#place();
  }

  /** The frame's picture did not come; its boxes and thumbnail stay. */
  fail() {
    this.classList.add('failed');
  }

  clear() {
    this.#frame = null;
    this.#picture.hidden = true;
    this.#picture.querySelector('img')?.remove();
  }

  /** The whole picture again. */
  reset() {
    this.#look(whole);
  }

  zoom(factor) {
    this.#look(zoomAt(this.#view, factor, { x: 0, y: 0 }));
  }

  #look(view) {
    this.#view = view;
    this.#place();
  }

  #place() {
    const room = this.#room;
    if (!this.#frame || room.width === 0) {
      return;
    }
    const fitted = fit(this.#frame, room);
    this.#view = within(this.#view, fitted, room);
    const { zoom, x, y } = this.#view;
    const [width, height] = [fitted.width * zoom, fitted.height * zoom];
    Object.assign(this.#picture.style, {
      width: `${width}px`,
      height: `${height}px`,
      transform: `translate(${(room.width - width) / 2 + x}px, ${(room.height - height) / 2 + y}px)`,
    });
    this.classList.toggle('zoomed', zoom > 1);
  }
}

function boxElement(box) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = `box ${CATEGORIES[box.category] ?? 'object'}${box.counts ? '' : ' weak'}`;
  element.classList.toggle('low', box.top < 0.08);
  element.setAttribute('aria-label', `${describe(box)}, ${box.model}`);
  Object.assign(element.style, {
    left: percent(box.left), top: percent(box.top), width: percent(box.width), height: percent(box.height),
  });
  const tip = document.createElement('span');
  tip.textContent = describe(box);
  element.append(tip);
  return element;
}

customElements.define('frame-stage', FrameStage);
