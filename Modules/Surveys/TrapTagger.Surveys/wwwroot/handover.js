// Picked files on their way from the form of a new survey to its page. A document's files die with it, so the page is
// put into the same document, and finds them here.
let pictures = null;

export function give(picked) {
  pictures = picked;
}

export function take() {
  const picked = pictures;
  pictures = null;
  return picked;
}
