/** What the store says of a URL that is too old, and of content that is not what was planned. */
const OUTDATED = [403, 422];

/** Sends a file to its signed URL. An error carries the answer's status; none means that the network is gone. */
export async function put(url, file, signal) {
  let response;
  try {
    response = await fetch(url, { method: 'PUT', body: file, signal });
  } catch (error) {
    // To fetch, a file that is gone looks like a network that is gone.
    throw signal.aborted || await isReadable(file) ? error : refusal(410, UNREADABLE);
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
