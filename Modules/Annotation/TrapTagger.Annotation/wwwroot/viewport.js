// Where a picture lies on the stage: pure arithmetic on { zoom, x, y }, with x and y the picture's centre from the
// stage's, in pixels. At zoom 1 the whole picture fits.

export const whole = Object.freeze({ zoom: 1, x: 0, y: 0 });

const MOST = 16;

/** The size of a frame that fits into the room, both { width, height }. */
export function fit(frame, room) {
  const scale = Math.min(room.width / frame.width, room.height / frame.height);
  return { width: frame.width * scale, height: frame.height * scale };
}

/** Zooms by a factor so that what lies under a point (from the stage's centre) stays there. */
export function zoomAt(view, factor, point) {
  const zoom = Math.min(MOST, Math.max(1, view.zoom * factor));
  const grown = zoom / view.zoom;
  return { zoom, x: point.x - (point.x - view.x) * grown, y: point.y - (point.y - view.y) * grown };
}

export function move(view, dx, dy) {
  return { ...view, x: view.x + dx, y: view.y + dy };
}

/** No emptier than it must be: a picture larger than the stage has no gap beside it, a smaller one is centred. */
export function within(view, fitted, room) {
  const clamp = (at, size, space) => {
    const play = Math.max(0, (size * view.zoom - space) / 2);
    return Math.min(play, Math.max(-play, at));
  };
  return {
    zoom: view.zoom,
    x: clamp(view.x, fitted.width, room.width),
    y: clamp(view.y, fitted.height, room.height),
  };
}
