// Sentences of the page.

const grouped = new Intl.NumberFormat('en');

const count = (n, one, many = `${one}s`) => `${grouped.format(n)} ${n === 1 ? one : many}`;

/** "1,204 of 20,000". */
export const progressWords = ({ clusters, decided }) => `${grouped.format(decided)} of ${grouped.format(clusters)}`;

/** "2024-05-03T18:42:10" as "2024-05-03 18:42:10". */
export const time = (takenAt) => takenAt?.replace('T', ' ').slice(0, 19) ?? 'no time';

/** The frame of a cluster to look at first. */
export const bestOf = (card) => card.frames.find((f) => f.id === card.bestFrame) ?? card.frames[0];

/** What a frame shows, for somebody who can't see it. */
export function frameWords(card, index) {
  const seen = card.frames[index].boxes.filter((b) => b.counts);
  const kinds = [[1, 'animal'], [2, 'person', 'people'], [3, 'vehicle']]
    .map(([category, one, many]) => [seen.filter((b) => b.category === category).length, one, many])
    .filter(([n]) => n > 0)
    .map(([n, one, many]) => count(n, one, many));
  return `Frame ${index + 1} of ${card.frames.length}: ${kinds.join(', ') || 'nothing detected'}`;
}

/** A cluster as it comes onto the page. */
export function clusterWords(card) {
  const at = card.frames[0]?.takenAt;
  return `${card.site}, ${time(at)}, ${count(card.frames.length, 'frame')}`
    + (card.decision ? `, labelled ${card.decision.labels.join(' and ')} by ${card.decision.person}` : '');
}

/** The save dot. */
export function savedWords({ state, count: waiting, reason }) {
  const kept = waiting === 0 ? '' : `${count(waiting, 'decision')} kept here`;
  switch (state) {
    case 'saved': return 'Saved';
    case 'sending': return `Sending ${waiting}`;
    case 'offline': return kept ? `Offline, ${kept}` : 'Offline';
    default: return kept ? `${reason.replace(/\.$/, '')}, ${kept}` : reason;
  }
}

/** What stands in place of a cluster: { title, text, isDone }. */
export function emptyWords(progress, state, isWorking) {
  if (state === 'offline') {
    const text = 'What you decided is kept here and goes out as soon as the server answers.';
    return { title: 'You are offline', text, isDone: false };
  }
  if (!progress || !isWorking) {
    return { title: progress ? 'Paused' : 'Fetching the first clusters', text: '', isDone: false };
  }
  const left = progress.clusters - progress.decided;
  if (left <= 0) {
    return {
      title: progress.clusters === 0 ? 'Nothing to label yet' : 'Everything is labelled',
      text: progress.clusters === 0
        ? 'Clusters appear here once the survey’s frames were looked at.'
        : `This set had ${count(progress.clusters, 'cluster')}.`,
      isDone: true,
    };
  }
  return {
    title: 'Nothing left for you right now',
    text: progress.withOthers > 0
      ? `${count(progress.withOthers, 'cluster is', 'clusters are')} with other annotators. `
        + 'This page looks again by itself.'
      : 'This page looks again by itself.',
    isDone: false,
  };
}
