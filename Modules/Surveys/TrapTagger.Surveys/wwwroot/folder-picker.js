import { FolderCounts, fromEntries, fromInput } from './folders.js';

const number = new Intl.NumberFormat('en');

/**
 * A place to choose a folder or drop one. Says `folder-picked` with `{ pictures, folders }` when all of it is listed;
 * no file has been read by then.
 */
class FolderPicker extends HTMLElement {
  connectedCallback() {
    this.addEventListener('change', (event) => this.choose(event));
    this.addEventListener('dragover', (event) => this.hover(event, true));
    this.addEventListener('dragleave', (event) => this.hover(event, false));
    this.addEventListener('drop', (event) => this.drop(event));
    // Over a slow line somebody chooses before this script is here.
    this.take(this.querySelector('input[type="file"]'));
  }

  choose(event) {
    event.stopPropagation();
    this.take(event.target);
  }

  take(input) {
    if (input.files.length > 0) {
      this.list(fromInput([...input.files]));
      // So that choosing the same folder again is noticed.
      input.value = '';
    }
  }

  hover(event, over) {
    event.preventDefault();
    this.toggleAttribute('data-over', over);
  }

  drop(event) {
    this.hover(event, false);
    this.list(fromEntries([...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.())));
  }

  async list(files) {
    const counts = new FolderCounts(this.dataset.pictures.split(' '));
    let seen = 0;
    try {
      for await (const file of files) {
        counts.add(file);
        if (++seen % 1000 === 0) {
          this.say(`Reading the folder: ${number.format(seen)} files`);
        }
      }
    } catch (error) {
      this.say(`The folder could not be read: ${error.message}`);
      return;
    }
    if (seen === 0) {
      this.say('There is no file in it.');
      return;
    }
    this.say('');
    const detail = { pictures: counts.sorted(), folders: [...counts.folders.values()] };
    this.dispatchEvent(new CustomEvent('folder-picked', { bubbles: true, detail }));
  }

  say(text) {
    this.querySelector('[data-part="status"]').textContent = text;
  }
}

customElements.define('folder-picker', FolderPicker);
