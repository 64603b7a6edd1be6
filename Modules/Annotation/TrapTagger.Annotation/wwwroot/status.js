// How things stand: progress, the save dot, the way back, and what is on the page when no cluster is.
import { Shut } from './server.js';
import { emptyWords, progressWords, savedWords } from './words.js';

const STEPS_SHOWN = 5;

export class Status {
  #parts;
  #outbox;
  #leases;
  #past;
  #notices;
  #progress = null;
  #isReachable = navigator.onLine;

  constructor(parts, { outbox, leases, past, notices }) {
    [this.#parts, this.#outbox, this.#leases, this.#past, this.#notices] = [parts, outbox, leases, past, notices];
    outbox.addEventListener('change', () => this.#saved());
    outbox.addEventListener('sent', (event) => this.#hear(event.detail.answer.progress ?? event.detail.answer));
    leases.addEventListener('news', (event) => this.#hear(event.detail.progress));
    leases.addEventListener('trouble', (event) => this.#trouble(event.detail));
    leases.addEventListener('elsewhere', () => this.#stopped(
      'You opened this set in another window, and your clusters went there.', 'Work here'));
    leases.addEventListener('absent', () => this.#stopped(
      'You were away for a while, so your clusters went back to the others.', 'Go on'));
    past.addEventListener('change', () => this.#steps());
    addEventListener('offline', () => this.#reach(false));
    addEventListener('online', () => this.#reach(true));
    this.#saved();
  }

  /** After the cluster on the page changed. */
  show() {
    const { empty, emptyTitle, emptyText, emptyLinks } = this.#parts;
    empty.hidden = this.#leases.current !== null;
    if (!empty.hidden) {
      const words = emptyWords(this.#progress, this.#state, this.#leases.working);
      emptyTitle.textContent = words.title;
      emptyText.textContent = words.text;
      emptyLinks.hidden = !words.isDone;
    }
    this.#bar();
  }

  get #state() {
    return this.#outbox.state === 'saved' && !this.#isReachable ? 'offline' : this.#outbox.state;
  }

  #hear(progress) {
    this.#progress = progress;
    this.#notices.clear('shut');
    this.#reach(true);
  }

  #reach(isReachable) {
    this.#isReachable = isReachable;
    this.#saved();
    this.show();
  }

  #trouble(error) {
    if (error instanceof Shut) {
      this.#shut(error.message);
    } else {
      this.#reach(false);
    }
  }

  #saved() {
    const words = { state: this.#state, count: this.#outbox.count, reason: this.#outbox.reason };
    this.#parts.saved.dataset.state = words.state;
    this.#parts.saved.querySelector('span').textContent = savedWords(words);
    if (this.#outbox.state === 'shut') {
      this.#shut(this.#outbox.reason);
    }
    this.#bar();
  }

  #shut(reason) {
    const kept = this.#outbox.count > 0 ? ' What you decided is kept here and goes out afterwards.' : '';
    this.#notices.ask(`${reason}${kept}`, [
      ['Sign in again', () => open('/sign-in', '_blank')],
      ['Reload the page', () => location.reload()],
    ], { id: 'shut' });
  }

  #stopped(text, label) {
    this.#notices.ask(text, [[label, () => this.#leases.open()]], { id: 'stopped' });
  }

  #bar() {
    if (this.#progress) {
      this.#parts.progress.max = Math.max(1, this.#progress.clusters);
      this.#parts.progress.value = this.#progress.decided;
      this.#parts.progressText.textContent = progressWords(this.#progress);
    }
  }

  #steps() {
    const steps = this.#past.newest(STEPS_SHOWN);
    this.#parts.history.replaceChildren(...steps.map((step) => {
      const item = document.createElement('li');
      const labels = document.createElement('span');
      labels.textContent = step.kind === 'skip' ? 'Skipped' : step.labels.join(', ');
      const site = document.createElement('small');
      site.textContent = step.site;
      item.append(labels, site);
      return item;
    }));
    this.#parts.undo.disabled = steps.length === 0;
  }
}
