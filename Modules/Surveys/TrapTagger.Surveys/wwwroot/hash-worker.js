// SHA-256 of one file at a time, away from the page.
onmessage = async ({ data: file }) => {
  try {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    postMessage(Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join(''));
  } catch (error) {
    // Gone or changed since it was picked: a card was pulled out, a file was renamed.
    postMessage({ unreadable: error.message });
  }
};
