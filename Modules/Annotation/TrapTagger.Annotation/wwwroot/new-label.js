// The form in which an annotator makes a label on the spot.
import { labelKeys } from './keys.js';
import { Refused } from './server.js';

/** @param made is told the label that the set has now. */
export class NewLabel {
  #dialog;
  #form;
  #panel;
  #server;
  #made;

  constructor(dialog, panel, server, made) {
    [this.#dialog, this.#panel, this.#server, this.#made] = [dialog, panel, server, made];
    this.#form = dialog.querySelector('form');
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    dialog.querySelector('[data-close]').addEventListener('click', () => dialog.close());
  }

  open() {
    const free = labelKeys.filter((key) => !this.#panel.byKey(key));
    this.#form.elements.key.replaceChildren(...free.map((key) => new Option(key, key)));
    this.#form.elements.name.value = '';
    this.#complain(free.length === 0 ? 'Every key is taken: this set can’t have more labels.' : '');
    this.#dialog.showModal();
  }

  async #submit() {
    const { name, key } = this.#form.elements;
    try {
      const label = await this.#server.createLabel(name.value, key.value);
      this.#dialog.close();
      this.#made(label);
    } catch (error) {
      this.#complain(error instanceof Refused || error.message
        ? error.message
        : 'The server can’t be reached. A new label needs it: try again when you are online.');
    }
  }

  #complain(reason) {
    const alert = this.#form.querySelector('[role="alert"]');
    alert.textContent = reason;
    alert.hidden = !reason;
  }
}
