/** What a store says of a URL that is too old, of an upload that ended, and of content that was not planned. */
const OUTDATED = [400, 403, 404, 422];
/** A URL is good for an hour at least. After that an S3 may refuse it in a way that a script can't see. */
const LIFETIME = 3_600_000;

/** Bytes a millisecond: what comes more slowly is taken for stuck, and begun again. */
const SLOWEST = 5;

/**
 * Sends a file whole, or of a large one the parts that the store does not have, one after the other: a break costs
 * the piece that was on its way.
 * @param {{ parts?: { url: string, headers: object, from: number, to: number }[], file: File, at: number }} plan
 * @param {() => Promise<void>|undefined} ready before each piece
 * @param {(there: number, sent: number) => void} reach bytes that are there, and of those the ones just sent
 */
export async function putPieces(plan, retry, ready, reach) {
  const pieces = plan.parts?.map(({ url, headers, from, to }) =>
    ({ url, headers, file: plan.file.slice(from, to), at: plan.at })) ?? [plan];
  let there = plan.file.size - pieces.reduce((sum, piece) => sum + piece.file.size, 0);
  reach(there, 0);
  for (const piece of pieces) {
    await ready();
    await retry((signal) => put(piece, signal), 60_000 + piece.file.size / SLOWEST);
    there += piece.file.size;
    reach(there, piece.file.size);
  }
}

/**
 * Sends a file, or a part of one, to its signed URL. An error carries the answer's status; none means that the network
 * is gone.
 * @param {{ url: string, headers: object, file: Blob, at: number }} plan
 */
async function put({ url, headers, file, at }, signal) {
  let response;
  try {
    response = await fetch(url, { method: 'PUT', headers, body: file, signal });
  } catch (error) {
    // To fetch, a file that is gone looks like a network that is gone, and so may a URL that is too old.
    if (!signal.aborted && !await isReadable(file)) {
      throw refusal(410, UNREADABLE);
    }
    throw Date.now() - at > LIFETIME ? refusal(403, 'Its permission to be sent ended.') : error;
  }
  if (!response.ok) {
    const { detail } = await response.json().catch(() => ({}));
    throw refusal(response.status, detail ?? `The store answered ${response.status}.`);
  }
}

export const UNREADABLE = 'It could not be read: was the card or the folder moved?';

export const isOutdated = ({ status }) => OUTDATED.includes(status);

const refusal = (status, message) => Object.assign(new Error(message), { status });

async function isReadable(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
