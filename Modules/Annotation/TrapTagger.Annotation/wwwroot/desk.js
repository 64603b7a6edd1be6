// What an annotator does: label, skip, take back; and what becomes of it when others were faster.
import { Unreachable, uuid } from './server.js';
import { bestOf, time } from './words.js';

/** Words for what a decision said. */
const said = (entry) => (entry.kind === 'skip' ? 'Skipped' : entry.shown.labels.join(' and '));

const GONE = 'This cluster is not there any more: the survey was clustered again.';

const OUT_OF_REACH = 'Older steps are on the server, which can’t be reached now.';

export class Desk {
  #outbox;
  #leases;
  #past;
  #notices;
  #note;
  #render;

  /** Undone decisions whose cluster is not at hand: it comes with the server's answer. */
  #awaited = new Set();

  /** @param render shows the current cluster; it is given words that go before the cluster's own. */
  constructor({ outbox, leases, past, notices, note, render }) {
    [this.#outbox, this.#leases, this.#past] = [outbox, leases, past];
    [this.#notices, this.#note, this.#render] = [notices, note, render];
    outbox.addEventListener('sent', (event) => this.#sent(event.detail));
    outbox.addEventListener('refused', (event) => this.#refused(event.detail.entry));
    outbox.refused.forEach((entry) => this.#conflict(entry));
  }

  label(labels) {
    this.#decide('label', labels);
  }

  skip() {
    this.#decide('skip', []);
  }

  async undo() {
    let step;
    try {
      step = await this.#past.pop();
    } catch (error) {
      this.#notices.say(error instanceof Unreachable ? OUT_OF_REACH : error.message);
      return;
    }
    if (!step) {
      this.#notices.say('There is nothing to take back.');
      return;
    }
    if (!this.#outbox.withdraw(step.key)) {
      const { key: undoes, cluster } = step;
      this.#outbox.add({ key: uuid(), kind: 'undo', undoes, cluster, batch: this.#leases.batch });
    }
    this.#notices.say(`Taken back: ${step.kind === 'skip' ? 'skipped' : step.labels.join(' and ')}`);
    if (step.card) {
      this.#comeBack(step.card, step.note);
    } else {
      this.#awaited.add(step.key);
    }
  }

  #decide(kind, labels) {
    const card = this.#leases.current;
    if (!card) {
      return;
    }
    const names = labels.map((l) => l.name);
    const note = this.#note.value.trim() || null;
    const entry = {
      key: uuid(), kind, cluster: card.id, labels: labels.map((l) => l.id), note, replaces: card.decision?.id ?? null,
      shown: { site: card.site, labels: names, at: card.frames[0]?.takenAt },
    };
    this.#past.push({ key: entry.key, cluster: card.id, kind, labels: names, site: card.site, note, card });
    this.#leases.advance();
    this.#note.value = '';
    this.#render(`${said(entry)}. Next: `);
    this.#outbox.add(entry);
  }

  #comeBack(card, note) {
    this.#leases.putFirst(card);
    this.#note.value = note ?? '';
    this.#render('Back: ');
  }

  #sent({ entry, answer }) {
    if (entry.kind === 'undo') {
      const card = this.#leases.cards.find((c) => c.id === entry.cluster);
      if (this.#awaited.delete(entry.undoes)) {
        this.#comeBack(answer.cluster, null);
      } else if (card) {
        card.decision = answer.cluster.decision;
      }
    }
    this.#leases.refill();
  }

  #refused(entry) {
    // Shown from the hands, where it is still there: an address of a photograph is not kept in the browser.
    const card = this.#past.drop(entry.key);
    this.#awaited.delete(entry.undoes);
    // Whether it was decided or taken back here: the cluster is somebody else's matter now.
    this.#leases.drop(entry.cluster);
    this.#conflict(entry, card && bestOf(card)?.thumbnail);
    this.#render();
    this.#leases.beat(); // others of these clusters may be gone as well
    this.#leases.refill();
  }

  #conflict(entry, picture) {
    const { status, detail, decision, mayReplace } = entry.refusal;
    const dismiss = () => this.#outbox.dismiss(entry);
    if (entry.kind === 'skip') {
      dismiss();
      return;
    }
    const why = status === 404 ? GONE : detail;
    if (entry.kind === 'undo') {
      this.#notices.ask(`${why} Your decision was not taken back.`, [['All right', dismiss]]);
      return;
    }
    const yours = `Yours was ${said(entry)}${entry.note ? `, with the note “${entry.note}”` : ''}.`;
    const replace = () => {
      dismiss();
      const again = { ...entry, key: uuid(), replaces: decision.id, refusal: undefined };
      const { key, cluster, kind, note, shown: { site, labels } } = again;
      this.#past.push({ key, cluster, kind, note, site, labels });
      this.#outbox.add(again);
    };
    const { site, at } = entry.shown;
    this.#notices.ask(`${site}, ${time(at)}. ${why} ${yours}`, decision && mayReplace
      ? [[`Keep ${decision.labels.join(' and ')}`, dismiss], [`Use ${said(entry)}`, replace]]
      : [['All right', dismiss]], { picture });
  }
}
