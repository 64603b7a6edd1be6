import { send } from '/js/main.js';
import { Arrivals, DROPPED } from './arrivals.js';
import { Planner } from './planner.js';
import { Progress } from './progress.js';
import { isOutdated, putPieces } from './put.js';
import { Refusals } from './refusals.js';
import { retrying } from './retry.js';

const PLANNED = 50;
/** Over plain http a browser opens six connections to a server: two follow the page, one plans or opens a page. */
const PARALLEL = 3;

/**
 * Brings picked files into a survey: announces all of them, then hashes, plans and sends them batch by batch. Holds no
 * file's content but of those being hashed or sent. Begun again with the same files it goes on where it ended.
 */
export class Upload {
  stop = new AbortController();
  sending = new Set();
  /** Sent, but somebody went on without them meanwhile: they are brought again, once. */
  missed = [];
  /** Why it stands still, in a sentence; null while it moves. */
  waiting = null;
  paused = null;

  /** @param {{ path: string, file: File }[]} pictures */
  constructor(survey, pictures) {
    this.url = `/surveys/${survey}/upload`;
    this.pictures = pictures;
    this.progress = new Progress(pictures);
    this.planner = new Planner(this.post, this.progress, this.retry);
    this.refusals = new Refusals({ signal: this.stop.signal, waiting: this.wait });
    this.arrivals = new Arrivals((files) => this.post('arrived', { files }), (plan) => {
      this.progress.takeBack(plan.file.size);
      this.missed.push(plan);
    });
  }

  /** @returns {Promise<boolean>} true when nothing is missing; throws an AbortError when cancelled */
  async run() {
    try {
      await this.bring(this.pictures);
      await this.bring(this.missed.splice(0));
      this.missed.forEach(({ path }) => this.progress.lose(path, DROPPED));
      return await this.finish() && this.progress.lost === 0;
    } finally {
      this.stop.abort();
      this.planner.close();
    }
  }

  pause() {
    this.paused ??= Promise.withResolvers();
  }

  resume() {
    this.paused?.resolve();
    this.paused = null;
  }

  /** Sends nothing more. What arrived stays, and the server is told of it. */
  async cancel() {
    this.stop.abort();
    this.resume();
    await Promise.allSettled(this.sending);
    await this.arrivals.flush((files) => send('POST', `${this.url}/arrived`, { files })).catch(() => {});
  }

  async bring(pictures) {
    const expected = await this.planner.announce(pictures);
    // The next batch is hashed and planned while this one is sent.
    let next = this.batch(expected, 0);
    for (let i = PLANNED; i < expected.length + PLANNED; i += PLANNED) {
      const plans = await next;
      next = this.batch(expected, i);
      await this.deal(plans);
    }
    await Promise.all(this.sending);
    await this.arrivals.flush();
  }

  batch(expected, from) {
    const plans = this.planner.plan(expected.slice(from, from + PLANNED));
    // Its failure is seen when its turn comes.
    plans.catch(() => {});
    return plans;
  }

  async deal(plans) {
    for (const plan of plans) {
      if (plan.verdict !== 'put') {
        this.progress.settle(plan);
        continue;
      }
      await this.paused?.promise;
      while (this.sending.size >= PARALLEL) {
        await Promise.race(this.sending);
      }
      const sent = this.send(plan).finally(() => this.sending.delete(sent));
      sent.catch(() => {});
      this.sending.add(sent);
    }
  }

  async send(plan) {
    const { taken } = this.refusals;
    try {
      await putPieces(plan, this.retry, () => this.paused?.promise, (there, sent) => {
        sent > 0 && this.refusals.forget(plan.path);
        this.progress.reach(plan.path, there, sent);
      });
      this.refusals.take(plan.path);
      this.progress.count('sent', plan.file.size, plan.path);
      this.arrivals.add(plan);
    } catch (error) {
      this.stop.signal.throwIfAborted();
      if (!isOutdated(error) || !await this.refusals.mayPass(plan.path, taken)) {
        this.refusals.forget(plan.path);
        this.progress.lose(plan.path, error.message);
        return;
      }
      const [again] = await this.planner.plan([plan]);
      if (again?.verdict === 'put') {
        await this.send(again);
        return;
      }
      this.refusals.forget(plan.path);
      again && this.progress.settle(again);
    }
  }

  async finish() {
    try {
      await this.post('finish', {});
      return true;
    } catch (error) {
      if (error.status === 409) {
        return false;
      }
      throw error;
    }
  }

  post = (step, body) => this.retry((signal) => send('POST', `${this.url}/${step}`, body, signal));

  retry = (work, patience) =>
    retrying(work, { signal: this.stop.signal, patience, waiting: this.wait });
  wait = (reason) => { this.waiting = reason; };
}
