// <frame-strip>: the frames of a cluster as thumbnails; which one is shown, which were seen.

/** Thumbnails made before the page is painted; a long sequence's others follow when there is time. */
const AT_ONCE = 40;

/** "2024-05-03T18:42:10" as "18:42:10"; "" where the file does not say. */
const clock = (takenAt) => takenAt?.slice(11, 19) ?? '';

class FrameStrip extends HTMLElement {
  #list;
  #card = null;

  connectedCallback() {
    this.#list = this.querySelector('ol');
    this.#list.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (button) {
        this.dispatchEvent(new CustomEvent('choose', { detail: Number(button.dataset.index) }));
      }
    });
  }

  /** Shows a cluster's frames; `seen` is a set of indices. */
  show(card, index, seen) {
    if (card !== this.#card) {
      this.#card = card;
      this.#list.replaceChildren();
      this.#list.scrollLeft = 0;
      this.#grow(card, Math.max(AT_ONCE, index + 1));
    }
    for (const [i, item] of [...this.#list.children].entries()) {
      const button = item.firstElementChild;
      button.classList.toggle('seen', seen.has(i));
      if (i === index) {
        button.setAttribute('aria-current', 'true');
        requestAnimationFrame(() => item.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
      } else {
        button.removeAttribute('aria-current');
      }
    }
  }

  clear() {
    this.#card = null;
    this.#list.replaceChildren();
  }

  #grow(card, count) {
    if (card !== this.#card) {
      return;
    }
    const from = this.#list.children.length;
    this.#list.append(...card.frames.slice(from, from + count).map((frame, i) => thumbnail(card, frame, from + i)));
    if (this.#list.children.length < card.frames.length) {
      setTimeout(() => this.#grow(card, AT_ONCE), 50);
    }
  }
}

function thumbnail(card, frame, index) {
  const image = document.createElement('img');
  Object.assign(image, { src: frame.thumbnail, loading: 'lazy', decoding: 'async', alt: '', draggable: false });
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset.index = index;
  button.setAttribute('aria-label', `Frame ${index + 1} of ${card.frames.length}, ${clock(frame.takenAt)}`);
  button.classList.toggle('filled', frame.boxes.some((b) => b.counts));
  button.append(image);
  const item = document.createElement('li');
  item.append(button);
  return item;
}

customElements.define('frame-strip', FrameStrip);
