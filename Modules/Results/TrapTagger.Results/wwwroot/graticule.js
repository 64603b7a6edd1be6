// Lines of latitude and longitude at round numbers: where a map without tiles says which part of the world it shows.
const MOST_LINES = 6;
// Beyond it Mercator, which the map is drawn in, has no end.
const POLE = 85;

/** The smallest of 1, 2, 5, 10, 20, 50… (and of their tenths) that leaves few enough lines in a span. */
export function stepFor(span) {
  const ten = 10 ** Math.floor(Math.log10(span / MOST_LINES));
  return [1, 2, 5, 10].map((n) => n * ten).find((step) => span / step <= MOST_LINES);
}

/** The multiples of a step inside a span, without the dust of floating point. */
export function linesIn(from, to, step) {
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const lines = [];
  for (let i = Math.ceil(from / step); i * step <= to; i++) {
    lines.push(Number((i * step).toFixed(digits)));
  }
  return lines;
}

export function graticule(L, map) {
  const layer = L.layerGroup().addTo(map);
  const draw = () => {
    const view = map.getBounds();
    // Further than one sees, so that the lines go on while the map is dragged.
    const all = view.pad(1);
    // A name closer to the edge than this would be cut.
    const named = view.pad(-0.04);
    const [south, north] = [Math.max(-POLE, all.getSouth()), Math.min(POLE, all.getNorth())];
    layer.clearLayers();
    for (const y of linesIn(south, north, stepFor(view.getNorth() - view.getSouth()))) {
      layer.addLayer(line(L, [[y, all.getWest()], [y, all.getEast()]]));
      if (named.contains([y, named.getCenter().lng])) {
        layer.addLayer(name(L, [y, view.getWest()], degrees(y, 'N', 'S'), 'is-latitude'));
      }
    }
    for (const x of linesIn(all.getWest(), all.getEast(), stepFor(view.getEast() - view.getWest()))) {
      layer.addLayer(line(L, [[south, x], [north, x]]));
      if (named.contains([named.getCenter().lat, x])) {
        layer.addLayer(name(L, [view.getNorth(), x], degrees(x, 'E', 'W'), 'is-longitude'));
      }
    }
  };
  map.on('moveend', draw);
  draw();
}

const line = (L, ends) => L.polyline(ends, { className: 'graticule', interactive: false, weight: 1 });

const name = (L, at, text, kind) => L.marker(at, {
  icon: L.divIcon({ className: `graticule-name ${kind}`, html: text, iconSize: null }),
  interactive: false,
  keyboard: false,
});

const degrees = (value, positive, negative) =>
  `${Math.abs(value)}°${value > 0 ? ` ${positive}` : value < 0 ? ` ${negative}` : ''}`;
