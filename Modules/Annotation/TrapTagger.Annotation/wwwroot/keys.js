// Which key does what. Digits and letters are the labels'; everything else keeps to arrows and punctuation.

/** @type {{ id: string, keys: string[], shown: string[], says: string }[]} */
export const actions = [
  { id: 'next-frame', keys: ['ArrowRight'], shown: ['→'], says: 'Next frame' },
  { id: 'previous-frame', keys: ['ArrowLeft'], shown: ['←'], says: 'Previous frame' },
  { id: 'first-frame', keys: ['Home'], shown: ['Home'], says: 'First frame' },
  { id: 'last-frame', keys: ['End'], shown: ['End'], says: 'Last frame' },
  { id: 'undo', keys: ['Backspace', '`', '~'], shown: ['Backspace', 'Ctrl Z'], says: 'Take the last decision back' },
  { id: 'skip', keys: ['.'], shown: ['.'], says: 'Skip: it comes round again later' },
  { id: 'several', keys: ['Control'], shown: ['Ctrl'], says: 'Several labels for one cluster' },
  { id: 'submit', keys: ['Enter'], shown: ['Enter'], says: 'Done with several labels' },
  { id: 'note', keys: [','], shown: [','], says: 'Write a note' },
  { id: 'new-label', keys: ['#'], shown: ['#'], says: 'Make a new label' },
  { id: 'hide-boxes', keys: [' '], shown: ['Space'], says: 'Hide the boxes while held' },
  { id: 'weak-boxes', keys: [';'], shown: [';'], says: 'Boxes below the threshold' },
  { id: 'zoom-in', keys: ['+', '='], shown: ['+'], says: 'Zoom in' },
  { id: 'zoom-out', keys: ['-', '_'], shown: ['-'], says: 'Zoom out' },
  { id: 'darker', keys: ['['], shown: ['['], says: 'Darker' },
  { id: 'brighter', keys: [']'], shown: [']'], says: 'Brighter' },
  { id: 'less-contrast', keys: ['{'], shown: ['Shift ['], says: 'Less contrast' },
  { id: 'more-contrast', keys: ['}'], shown: ['Shift ]'], says: 'More contrast' },
  { id: 'reset', keys: ['/'], shown: ['/'], says: 'The picture as it was: whole, plain' },
  { id: 'theme', keys: [':'], shown: [':'], says: 'Light or dark' },
  { id: 'help', keys: ['?'], shown: ['?'], says: 'This list' },
  { id: 'cancel', keys: ['Escape'], shown: ['Esc'], says: 'Leave what is open' },
];

const byKey = new Map(actions.flatMap((a) => a.keys.map((key) => [key, a.id])));

/** The keys that labels may have, digits first. */
export const labelKeys = [...'1234567890abcdefghijklmnopqrstuvwxyz'];

/**
 * What a key pressed means: { action } or { label } (its key), or null. `labels` are the keys in use. A layout that
 * writes its digits with Shift means the digit.
 */
export function meaning(event, labels) {
  const { key } = event;
  if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'z') {
    return { action: 'undo' };
  }
  if ((event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph')) {
    return null;
  }
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  const written = [key.toLowerCase(), digit].find((k) => labels.includes(k));
  return byKey.has(key) ? { action: byKey.get(key) } : written ? { label: written } : null;
}

/** Whether it is a letter, digit or sign: keys that somebody who dictates or strays may want to be without. */
export const isSign = (key) => key.length === 1;

/**
 * Tells act(meaning, event) of every key that is not typed into something. Ctrl counts when it is pressed and let go
 * with nothing in between; Space is told again, with `released`, when it is let go.
 */
export function listen(labels, allowed, act) {
  let alone = false;
  addEventListener('keydown', (event) => {
    alone = event.key === 'Control' && !event.repeat;
    if (event.key === 'Control' || event.isComposing || isTyping(event) || !allowed(event.key)) {
      return;
    }
    const means = meaning(event, labels());
    if (means && !(event.repeat && (means.label || means.action === 'submit'))) {
      event.preventDefault();
      act(means, event);
    }
  });
  addEventListener('keyup', (event) => {
    if (event.key === 'Control' && alone && allowed('Control') && !isTyping(event)) {
      act({ action: 'several' }, event);
    }
    if (event.key === ' ') {
      act({ action: 'hide-boxes', released: true }, event);
    }
  });
  for (const other of ['pointerdown', 'wheel']) {
    addEventListener(other, () => { alone = false; }, { passive: true });
  }
}

function isTyping(event) {
  const at = event.target;
  const presses = (event.key === 'Enter' || event.key === ' ') && at.closest?.('button, a, summary');
  return presses || at.closest?.('input, textarea, select, dialog') != null;
}
