const FIRST = 1000;
const LONGEST = 30_000;
/** A connection can be dead without saying so: an answer that takes longer than this is asked for again. */
const PATIENCE = 60_000;

/**
 * Does something until it succeeds, with longer and longer pauses, at once when the network comes back. A refusal
 * that time won't change is thrown.
 * @param {(signal: AbortSignal) => Promise<T>} work
 * @param {{ signal: AbortSignal, waiting: (reason: string | null) => void, patience?: number }} options
 * @template T
 */
export async function retrying(work, { signal, waiting, patience = PATIENCE }) {
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted();
    try {
      const result = await work(AbortSignal.any([signal, AbortSignal.timeout(patience)]));
      waiting(null);
      return result;
    } catch (error) {
      if (signal.aborted || !mayPass(error)) {
        throw error;
      }
      waiting(reason(error));
      await backOff(attempt, signal);
    }
  }
}

/** A pause that is longer with each attempt. */
export const backOff = (attempt, signal) =>
  pause(Math.min(LONGEST, FIRST * 2 ** attempt) * (0.75 + Math.random() / 2), signal);

/** No status: the network is gone. */
const mayPass = ({ status }) => status === undefined || [401, 408, 429].includes(status) || status >= 500;

function reason({ status, message }) {
  switch (status) {
    case undefined: return navigator.onLine ? 'The server does not answer.' : 'There is no network.';
    case 401: return 'You were signed out. Sign in again in another window.';
    case 507: return message;
    default: return `The server has a problem (${status}).`;
  }
}

function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener('online', go);
      signal.removeEventListener('abort', go);
      resolve();
    };
    const timer = setTimeout(go, milliseconds);
    addEventListener('online', go);
    signal.addEventListener('abort', go);
  });
}
