// The JSON routes of one annotation set, and the three ways in which a request can go wrong.
import { token } from '/js/main.js';

/** The server understood and said no: 404, 409 or 422. */
export class Refused extends Error {
  constructor(status, body) {
    super(body?.detail ?? `The server answered ${status}.`);
    this.status = status;
    this.body = body;
  }
}

/** Nobody answered, or the server is in trouble: the same request may work later. */
export class Unreachable extends Error {}

/** The session ended, or the page is older than the server's keys: a person has to act. */
export class Shut extends Error {}

/** A request that takes longer is as good as lost. */
const PATIENCE = 20_000;

export class Server {
  #root;

  constructor(set) {
    this.#root = `/annotate/${set}`;
  }

  lease(batch, opening, holding) {
    return this.#send('POST', '/leases', { batch, opening, holding });
  }

  beat(batch) {
    return this.#send('PUT', `/leases/${batch}`);
  }

  /** Sent even while the page goes away, which is why it can't be waited for. */
  leave(batch, keep) {
    const query = new URLSearchParams(keep.map((id) => ['keep', id]));
    fetch(`${this.#root}/leases/${batch}?${query}`, {
      method: 'DELETE', keepalive: true, headers: { RequestVerificationToken: token() },
    }).catch(() => { /* the leases run out by themselves */ });
  }

  decide({ key, cluster, kind, labels, note, replaces }) {
    return this.#send('POST', '/decisions', { key, cluster, kind, labels, note, replaces });
  }

  undo({ key, undoes, batch }) {
    return this.#send('POST', '/undos', { key, undoes, batch });
  }

  history(before) {
    return this.#send('GET', before ? `/history?before=${before}` : '/history');
  }

  createLabel(name, key) {
    return this.#send('POST', '/labels', { name, key });
  }

  async #send(method, path, body) {
    const response = await this.#fetch(method, path, body);
    if (response.type === 'opaqueredirect' || response.status === 401 || response.status === 403) {
      throw new Shut('Your session ended.');
    }
    if (response.status === 400) {
      throw new Shut('This page is out of date.');
    }
    if (response.status >= 500 || response.status === 408 || response.status === 429) {
      throw new Unreachable();
    }
    const answer = await response.json().catch(() => null);
    if (!response.ok) {
      throw new Refused(response.status, answer);
    }
    return answer;
  }

  async #fetch(method, path, body) {
    try {
      return await fetch(this.#root + path, {
        method,
        redirect: 'manual',
        headers: { 'Content-Type': 'application/json', RequestVerificationToken: token() },
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch {
      throw new Unreachable();
    }
  }
}

/** A UUID. (crypto.randomUUID is missing where a camp's laptop serves the site over plain http.) */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
