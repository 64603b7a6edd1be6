import { take } from './handover.js';
import { bytes, duration, number, several } from './say.js';
import { Upload } from './upload.js';

const NOT_SAFE = 'This page was opened over plain http, where a browser computes no checksums: open it with https.';
/** Nobody reads more reasons than this; the rest is a number. */
const SHOWN = 50;
const OFTEN = 250;

/** Sends a picked folder to its survey and shows how far it is. */
class SurveyUpload extends HTMLElement {
  connectedCallback() {
    this.addEventListener('folder-picked', ({ detail }) => this.begin(detail.pictures));
    this.addEventListener('click', ({ target }) => this[target.dataset.do]?.());
    const pictures = take();
    if (pictures) {
      // The form of the new survey is done with: its address is the survey's now, and Back leads before the form.
      history.replaceState(null, '', `/surveys/${this.dataset.survey}`);
      document.getElementById('main').focus();
      this.begin(pictures);
    }
  }

  async begin(pictures) {
    if (this.dataset.state === 'sending') {
      return;
    }
    this.part('sending').hidden = false;
    this.part('controls').hidden = false;
    if (!globalThis.isSecureContext) {
      this.end(NOT_SAFE);
      return;
    }
    if (pictures.length === 0) {
      this.end('There is no photograph in this folder.');
      return;
    }
    this.upload = new Upload(this.dataset.survey, pictures);
    this.dataset.state = 'sending';
    this.headline = 'Uploading';
    addEventListener('beforeunload', warn);
    const timer = setInterval(() => this.show(), OFTEN);
    try {
      const isComplete = await this.upload.run();
      this.end(isComplete ? 'Upload complete' : 'Upload ended, but files are missing', isComplete);
    } catch (error) {
      const isCancelled = error.name === 'AbortError';
      this.end(isCancelled ? 'Upload cancelled: what arrived stays' : `Upload stopped: ${error.message}`);
    } finally {
      clearInterval(timer);
      removeEventListener('beforeunload', warn);
    }
  }

  pause() {
    const { upload } = this;
    if (upload.paused) {
      upload.resume();
    } else {
      upload.pause();
    }
    this.headline = upload.paused ? 'Upload paused' : 'Uploading';
    this.querySelector('[data-do="pause"]').textContent = upload.paused ? 'Resume' : 'Pause';
  }

  cancel() {
    this.upload.cancel();
  }

  end(title, isComplete = false) {
    this.dataset.state = 'ended';
    this.headline = title;
    this.part('picker').open = !isComplete;
    this.part('picker').querySelector('summary').textContent = isComplete ? 'Add files' : 'Pick the folder again';
    this.part('controls').hidden = true;
    if (this.upload) {
      this.upload.waiting = null;
      this.show();
    }
  }

  show() {
    const { progress, waiting, paused } = this.upload;
    const { files, bytes: size, left, rate } = progress;
    this.part('bar').max = Math.max(1, size.total);
    this.part('bar').value = size.done;
    this.part('done').textContent =
      `${number(progress.here)} of ${several(files.total, 'file')} · ${bytes(size.done)} of ${bytes(size.total)}`;
    const moving = this.dataset.state === 'sending' && !paused && rate > 0;
    this.part('rate').textContent = moving ? `${bytes(rate)} a second · ${duration(left)} left` : '';
    this.part('skipped').textContent = skipped(progress);
    this.part('waiting').hidden = !waiting;
    this.part('waiting').textContent = waiting ? `${waiting} Trying again; nothing is lost.` : '';
    this.list(progress.refused);
  }

  list(refused) {
    const list = this.part('refused');
    list.hidden = refused.length === 0;
    list.querySelector('summary').textContent = `${several(refused.length, 'file')} not taken`;
    const items = list.querySelector('ul');
    for (const { path, reason } of refused.slice(items.childElementCount, SHOWN)) {
      items.append(Object.assign(document.createElement('li'), { textContent: `${path}: ${reason}` }));
    }
  }

  set headline(text) {
    this.part('title').textContent = text;
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }
}

function skipped({ files }) {
  return [
    files.there > 0 && `${number(files.there)} already there`,
    files.duplicate > 0 && `${number(files.duplicate)} the same as another photograph`,
  ].filter(Boolean).join(' · ');
}

const warn = (event) => event.preventDefault();

customElements.define('survey-upload', SurveyUpload);
