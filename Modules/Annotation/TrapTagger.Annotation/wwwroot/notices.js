// What the page tells beside the picture: a word that goes by itself, and matters that wait for an answer.

const BRIEF = 2500;

export class Notices {
  #root;
  #live;
  #brief = null;
  #timer = null;

  /** @param live is a polite live region. */
  constructor(root, live) {
    this.#root = root;
    this.#live = live;
  }

  /** For somebody who can't see the page change. */
  announce(text) {
    this.#live.textContent = text;
  }

  /** A word that goes by itself. */
  say(text) {
    this.announce(text);
    clearTimeout(this.#timer);
    this.#brief ??= this.#card('brief');
    this.#brief.textContent = text;
    this.#root.append(this.#brief);
    this.#timer = setTimeout(() => this.#brief.remove(), BRIEF);
  }

  /**
   * A matter that stays until it is answered.
   * @param answers pairs of words and what to do; the notice goes after either.
   * @param id makes a later notice of the same matter take this one's place.
   * @param picture the address of one that shows what it is about.
   */
  ask(text, answers, { id = null, picture = null } = {}) {
    const card = this.#card('matter');
    card.setAttribute('role', 'alert');
    const words = document.createElement('p');
    words.textContent = text;
    if (picture) {
      card.append(Object.assign(document.createElement('img'), { src: picture, alt: '' }));
    }
    const row = document.createElement('div');
    row.className = 'row';
    row.append(...answers.map(([label, act]) => button(label, () => {
      card.remove();
      act?.();
    })));
    card.append(words, row);
    this.clear(id);
    card.dataset.matter = id ?? '';
    this.#root.append(card);
  }

  /** Takes a matter away that has settled itself. */
  clear(id) {
    if (id) {
      this.#root.querySelectorAll(`[data-matter="${id}"]`).forEach((card) => card.remove());
    }
  }

  #card(kind) {
    const card = document.createElement('div');
    card.className = `notice-card ${kind}`;
    return card;
  }
}

function button(label, act) {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = label;
  element.addEventListener('click', act);
  return element;
}
