// The annotation page: makes its parts, joins them, and gives every key its action.
import { Choice } from './choice.js';
import { ClusterView } from './cluster-view.js';
import { Desk } from './desk.js';
import { Help } from './help.js';
import { listen } from './keys.js';
import './label-panel.js';
import { Leases } from './leases.js';
import { Tone, toggleTheme } from './look.js';
import { NewLabel } from './new-label.js';
import { Notices } from './notices.js';
import { Outbox } from './outbox.js';
import { Past } from './past.js';
import { Pictures } from './pictures.js';
import { watch } from './presence.js';
import { Server } from './server.js';
import { Status } from './status.js';
import { clusterWords } from './words.js';

const root = document.querySelector('.desk');
const parts = Object.fromEntries([...root.querySelectorAll('[data-part]')].map((e) => [e.dataset.part, e]));
const { stage, panel, note } = parts;

const server = new Server(root.dataset.set);
const room = `traptagger/${root.dataset.person}/${root.dataset.set}`;
const outbox = new Outbox(server, room);
const leases = new Leases(server, () => outbox.clusters);
const past = new Past(server);
const notices = new Notices(parts.notices, parts.live);
const view = new ClusterView(parts, new Pictures());
const tone = new Tone(stage);
const help = new Help(parts.help);
const desk = new Desk({ outbox, leases, past, notices, note, render });
const choice = new Choice(panel, parts, (labels) => desk.label(labels));
const status = new Status(parts, { outbox, leases, past, notices });
const newLabel = new NewLabel(parts.newLabel, panel, server, (label) => {
  panel.labels = [label, ...panel.labels.filter((l) => l.id !== label.id)];
  panel.flash(label);
  notices.say(`${label.name} is on key ${label.key}.`);
});

let shown = null;

/** Shows what is first in the annotator's hands; what they gathered for it stays while it does. */
function render(before = '') {
  view.show(leases.cards);
  status.show();
  if (leases.current !== shown) {
    shown = leases.current;
    choice.reset(shown?.suggested);
    notices.announce(shown ? before + clusterWords(shown) : parts.emptyTitle.textContent);
  }
}

const act = {
  'next-frame': () => view.step(1),
  'previous-frame': () => view.step(-1),
  'first-frame': () => view.go(0),
  'last-frame': () => view.last(),
  undo: () => desk.undo(),
  skip: () => desk.skip(),
  several: () => choice.toggleSeveral(),
  submit: () => choice.submit(),
  note: () => note.focus(),
  'new-label': () => newLabel.open(),
  'hide-boxes': (means) => stage.classList.toggle('bare', !means.released),
  'weak-boxes': () => {
    const shown = stage.classList.toggle('weak-shown');
    parts.weakBoxes.setAttribute('aria-pressed', String(shown));
  },
  'zoom-in': () => stage.zoom(1.25),
  'zoom-out': () => stage.zoom(0.8),
  darker: () => notices.say(tone.change('brightness', -1)),
  brighter: () => notices.say(tone.change('brightness', 1)),
  'less-contrast': () => notices.say(tone.change('contrast', -1)),
  'more-contrast': () => notices.say(tone.change('contrast', 1)),
  reset: () => {
    stage.reset();
    tone.reset();
  },
  theme: () => toggleTheme(root),
  help: () => help.open(),
  cancel: () => choice.reset(shown?.suggested),
};

listen(() => panel.labels.map((l) => l.key), (key) => help.allows(key), (means) => {
  if (means.label) {
    choice.take(panel.byKey(means.label));
  } else {
    act[means.action](means);
  }
});
root.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-action]');
  if (button) {
    act[button.dataset.action]({});
    if (event.detail > 0) {
      button.blur(); // the pointer's click must not be repeated by the next Enter or Space
    }
  }
});
note.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey)) {
    event.preventDefault();
    note.blur();
  }
});

const windows = new BroadcastChannel(room);
windows.addEventListener('message', () => leases.stop('elsewhere'));
leases.addEventListener('open', () => windows.postMessage('here'));
leases.addEventListener('news', (event) => {
  panel.labels = event.detail.labels;
  outbox.flush(); // the server answers again
});
for (const changed of ['cards', 'elsewhere', 'absent']) {
  leases.addEventListener(changed, () => render());
}
addEventListener('online', () => view.step(0)); // a picture that did not come is asked for again
leases.addEventListener('lost', (event) => {
  notices.say(`${event.detail.length} of your clusters went to somebody else while this page slept.`);
  render();
});

watch(leases);
render();
await outbox.flush();
await Promise.all([leases.open(), past.load().catch(() => { /* there is nothing to take back while offline */ })]);
