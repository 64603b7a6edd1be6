/** What a store says of a URL that is too old, and of content that is not what was planned. */
const OUTDATED = [400, 403, 422];
/** A URL is good for an hour at least. After that an S3 may refuse it in a way that a script can't see. */
const LIFETIME = 3_600_000;

/**
 * Sends a file to its signed URL. An error carries the answer's status; none means that the network is gone.
 * @param {{ url: string, headers: object, file: File, at: number }} plan
 */
export async function put({ url, headers, file, at }, signal) {
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
