// What fingers, mouse and wheel do on the stage, told as: pan(dx, dy), zoom(factor, point), swipe(±1), flip(point).

/** A finger that moves so far sideways means the next frame. */
const SWIPE = 48;

/** Pixels that still are a tap. */
const STILL = 6;

/** @param act.isWhole tells whether the picture fits, so that a finger's way sideways is a swipe and not a pan. */
export function listen(stage, act) {
  const pointers = new Map();
  let start = null;

  const point = (event) => {
    const box = stage.getBoundingClientRect();
    return { x: event.clientX - box.x - box.width / 2, y: event.clientY - box.y - box.height / 2 };
  };
  const spread = () => {
    const [a, b] = [...pointers.values()];
    return { distance: Math.hypot(a.x - b.x, a.y - b.y), middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
  };

  stage.addEventListener('pointerdown', (event) => {
    if (event.button > 1) {
      return;
    }
    pointers.set(event.pointerId, point(event));
    start = { ...point(event), swipes: event.pointerType === 'touch' && act.isWhole() };
  });

  stage.addEventListener('pointermove', (event) => {
    const last = pointers.get(event.pointerId);
    if (!last) {
      return;
    }
    const before = pointers.size === 2 ? spread() : null;
    const now = point(event);
    pointers.set(event.pointerId, now);
    if (Math.hypot(now.x - start.x, now.y - start.y) > STILL) {
      stage.setPointerCapture(event.pointerId); // not before: a tap on a box is the box's
    }
    if (before) {
      const after = spread();
      start.swipes = false;
      act.zoom(after.distance / before.distance, after.middle);
      act.pan(after.middle.x - before.middle.x, after.middle.y - before.middle.y);
    } else if (pointers.size === 1 && !start.swipes) {
      act.pan(now.x - last.x, now.y - last.y);
    }
  });

  stage.addEventListener('pointerup', (event) => {
    const end = pointers.get(event.pointerId);
    if (end && start.swipes && Math.abs(end.x - start.x) > SWIPE
      && Math.abs(end.x - start.x) > 2 * Math.abs(end.y - start.y)) {
      act.swipe(end.x < start.x ? 1 : -1);
    }
  });
  const forget = (event) => pointers.delete(event.pointerId);
  stage.addEventListener('pointerup', forget);
  stage.addEventListener('pointercancel', forget);

  stage.addEventListener('wheel', (event) => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1;
    act.zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.002)), point(event));
  }, { passive: false });
  stage.addEventListener('dblclick', (event) => act.flip(point(event)));
}
