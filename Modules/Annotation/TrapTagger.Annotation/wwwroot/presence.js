// Whether somebody sits at the page: while so, its leases are renewed; when nobody does any more, they go back.

/** A third of the server's term (LeaseTerms.cs). */
const HEARTBEAT = 30_000;

/** Somebody who touches nothing for so long has gone: others may label their clusters. */
const ABSENCE = 15 * 60_000;

export function watch(leases) {
  let touched = Date.now();
  for (const sign of ['keydown', 'pointerdown', 'wheel']) {
    addEventListener(sign, () => { touched = Date.now(); }, { capture: true, passive: true });
  }
  setInterval(() => {
    if (leases.working && Date.now() - touched > ABSENCE) {
      leases.leave();
      leases.stop('absent');
    } else {
      leases.beat();
    }
  }, HEARTBEAT);
}
