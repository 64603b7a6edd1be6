// One label for a cluster at once, or several that are gathered until Enter.

export class Choice {
  #panel;
  #several;
  #submit;
  #decide;

  /** @param decide takes the labels. */
  constructor(panel, { several, submit }, decide) {
    [this.#panel, this.#several, this.#submit, this.#decide] = [panel, several, submit, decide];
    panel.addEventListener('label', (event) => this.take(event.detail));
  }

  take(label) {
    this.#panel.flash(label);
    if (this.#panel.several) {
      this.#panel.toggle(label);
      this.#submit.disabled = this.#panel.chosen.length === 0;
    } else {
      this.#decide([label]);
    }
  }

  submit() {
    if (this.#panel.several && this.#panel.chosen.length > 0) {
      this.#decide(this.#panel.chosen);
    }
  }

  toggleSeveral() {
    this.#gather(!this.#panel.several);
  }

  /** For another cluster, or for nothing chosen after all. */
  reset(suggested) {
    this.#panel.suggested = suggested;
    this.#gather(false);
  }

  #gather(several) {
    this.#panel.several = several;
    this.#panel.clear();
    this.#several.setAttribute('aria-pressed', String(several));
    this.#submit.hidden = !several;
    this.#submit.disabled = true;
  }
}
