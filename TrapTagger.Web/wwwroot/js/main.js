// What every page shares. Pages bring their own custom elements as modules.

/** Sends and receives JSON with the page's antiforgery token. A refusal becomes an Error that carries its status. */
export async function send(method, url, body, signal) {
  const response = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json', RequestVerificationToken: token() },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
  });
  if (!response.ok) {
    throw Object.assign(new Error(await reason(response)), { status: response.status });
  }
  return response.status === 204 ? null : response.json();
}

export const token = () => document.querySelector('meta[name="request-token"]').content;

async function reason(response) {
  const text = await response.text();
  try {
    return JSON.parse(text).detail ?? text;
  } catch {
    return text || `The server answered ${response.status}.`;
  }
}
