// <label-panel>: the set's labels with their keys; one at a time, or several for one cluster.

/** Kinds that stand alone (DecisionRules.cs): nothing goes with them. */
const ALONE = ['nothing', 'knocked_down'];

class LabelPanel extends HTMLElement {
  #labels = [];
  #chosen = new Set();

  /** Whether labels are gathered instead of being the answer each. */
  several = false;

  /** The kind of label that the detector's boxes suggest, or null. */
  suggested = null;

  connectedCallback() {
    this.addEventListener('click', (event) => {
      const button = event.target.closest('button[data-label]');
      const label = button && this.#labels.find((l) => l.id === Number(button.dataset.label));
      if (label) {
        // A pointer's click leaves the focus nowhere: Enter must not repeat it on the next cluster.
        if (event.detail > 0) {
          button.blur();
        }
        this.dispatchEvent(new CustomEvent('label', { detail: label }));
      }
    });
  }

  get labels() {
    return this.#labels;
  }

  /** The most used first, as the server told when the page opened; what came later stands above, and nothing jumps. */
  set labels(labels) {
    const known = new Map(this.#labels.map((l, i) => [l.id, i]));
    const sorted = labels.toSorted((a, b) => (known.get(a.id) ?? -1) - (known.get(b.id) ?? -1));
    if (sorted.map((l) => l.id).join() !== this.#labels.map((l) => l.id).join()) {
      this.#labels = sorted;
      this.#render();
    }
  }

  byKey(key) {
    return this.#labels.find((l) => l.key === key) ?? null;
  }

  byId(id) {
    return this.#labels.find((l) => l.id === id) ?? null;
  }

  get chosen() {
    return this.#labels.filter((l) => this.#chosen.has(l.id));
  }

  /** Adds a label to the gathered ones, or takes it out. */
  toggle(label) {
    if (!this.#chosen.delete(label.id)) {
      const stay = this.chosen.filter((l) => !ALONE.includes(l.kind) && !ALONE.includes(label.kind));
      this.#chosen = new Set([...stay.map((l) => l.id), label.id]);
    }
    this.#mark();
  }

  /** Nothing is gathered any more. */
  clear() {
    this.#chosen.clear();
    this.#mark();
  }

  flash(label) {
    const button = this.querySelector(`[data-label="${label.id}"]`);
    button?.getAnimations().forEach((a) => a.cancel());
    button?.animate(
      [{ backgroundColor: `var(--hue-${label.hue})` }, { backgroundColor: 'transparent' }],
      { duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 150 : 400, easing: 'ease-out' });
  }

  #render() {
    for (const list of this.querySelectorAll('ul')) {
      const species = list.dataset.labels === 'species';
      list.replaceChildren(...this.#labels.filter((l) => (l.kind === 'species') === species).map(row));
    }
    this.#mark();
  }

  #mark() {
    for (const button of this.querySelectorAll('[data-label]')) {
      const label = this.byId(Number(button.dataset.label));
      button.classList.toggle('suggested', label.kind === this.suggested);
      if (this.several) {
        button.setAttribute('aria-pressed', String(this.#chosen.has(label.id)));
      } else {
        button.removeAttribute('aria-pressed');
      }
    }
  }
}

function row(label) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = `label hue-${label.hue}`;
  button.dataset.label = label.id;
  button.setAttribute('aria-keyshortcuts', label.key);
  const key = document.createElement('kbd');
  key.textContent = label.key;
  const name = document.createElement('span');
  name.className = 'label-name';
  name.textContent = label.name;
  const hint = document.createElement('span');
  hint.className = 'label-hint';
  hint.textContent = 'suggested';
  button.append(key, name, hint);
  const item = document.createElement('li');
  item.append(button);
  return item;
}

customElements.define('label-panel', LabelPanel);
