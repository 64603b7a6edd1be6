// The list of keys, and the switch for those who would rather not have single ones (WCAG 2.1.4).
import { actions, isSign } from './keys.js';

const REMEMBERED = 'traptagger.single-keys';

export class Help {
  #dialog;
  #single;

  constructor(dialog) {
    this.#dialog = dialog;
    dialog.querySelector('[data-close]').addEventListener('click', () => dialog.close());
    dialog.querySelector('[data-keys]').replaceChildren(...actions.map(line));
    this.#single = dialog.querySelector('[name="single-keys"]');
    this.#single.checked = localStorage.getItem(REMEMBERED) !== 'off';
    this.#single.addEventListener('change', () => {
      localStorage.setItem(REMEMBERED, this.#single.checked ? 'on' : 'off');
    });
  }

  open() {
    this.#dialog.showModal();
  }

  /** Whether a key does anything: with the switch off, letters, digits, signs and Ctrl do not. */
  allows(key) {
    return this.#single.checked || !(isSign(key) || key === 'Control');
  }
}

function line(action) {
  const keys = document.createElement('dt');
  keys.append(...action.shown.map((shown) => Object.assign(document.createElement('kbd'), { textContent: shown })));
  const says = document.createElement('dd');
  says.textContent = action.says;
  const item = document.createElement('div');
  item.append(keys, says);
  return item;
}
