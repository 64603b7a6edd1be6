// <site-map rows="id">: the sites of a table's rows as circles, their area by sightings. It needs no tile server: a
// graticule and a scale stand in for the world, so it works in the field and tells nobody where the cameras are.
import { graticule } from './graticule.js';

const SMALLEST = 5;
const LARGEST = 26;

/** A circle's radius in pixels: its area is what people compare. */
export const radius = (sightings, most) =>
  sightings === 0 ? SMALLEST : Math.max(SMALLEST, LARGEST * Math.sqrt(sightings / most));

const sitesOf = (rows) => [...rows.querySelectorAll('tr[data-latitude]')].map(({ dataset }) => ({
  name: dataset.name,
  at: [Number(dataset.latitude), Number(dataset.longitude)],
  sightings: Number(dataset.sightings),
}));

class SiteMap extends HTMLElement {
  connectedCallback() {
    const { L } = window;
    // Large circles first: the small ones are drawn over them and stay in reach.
    const sites = sitesOf(document.getElementById(this.getAttribute('rows')))
      .sort((a, b) => b.sightings - a.sightings);
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.map = L.map(this, {
      attributionControl: false,
      zoomControl: false,
      // The wheel and a single finger scroll the page; buttons, keys, a double click and two fingers zoom.
      scrollWheelZoom: false,
      dragging: !L.Browser.mobile,
      zoomSnap: 0.25,
      zoomAnimation: !still,
      inertia: !still,
      maxZoom: 18,
    });
    this.map.fitBounds(L.latLngBounds(sites.map((s) => s.at)), { padding: [56, 56], maxZoom: 14, animate: false });
    L.control.zoom({ position: 'bottomright' }).addTo(this.map);
    L.control.scale({ imperial: false }).addTo(this.map);
    graticule(L, this.map);

    const most = sites[0].sightings;
    this.circles = sites.map((site) => this.place(L, site, most));
    this.map.on('moveend', () => this.settleNames());
    this.settleNames();
  }

  disconnectedCallback() {
    this.map.remove();
  }

  place(L, site, most) {
    const circle = L.circleMarker(site.at, {
      radius: radius(site.sightings, most),
      weight: 1.5,
      className: site.sightings === 0 ? 'site-circle is-none' : 'site-circle',
    }).addTo(this.map);
    circle.bindTooltip(nameOf(site), {
      permanent: true, direction: 'right', className: 'site-name', opacity: 1,
    });
    const path = circle.getElement();
    path.setAttribute('tabindex', '0');
    path.setAttribute('role', 'img');
    path.setAttribute('aria-label', `${site.name}: ${count(site.sightings)}`);
    path.addEventListener('focus', () => {
      this.map.panInside(site.at, { padding: [56, 56] });
      this.raise(circle, true);
    });
    path.addEventListener('blur', () => this.raise(circle, false));
    circle.on('mouseover', () => this.raise(circle, true)).on('mouseout', () => this.raise(circle, false));
    return circle;
  }

  raise(circle, current) {
    circle.getTooltip().getElement().classList.toggle('is-current', current);
  }

  /**
   * Names stand right of their circles, or left where the map ends. One that would lie on another is hidden, and shows
   * while its circle has the focus or the pointer.
   */
  settleNames() {
    const taken = [];
    for (const circle of this.circles) {
      const tooltip = circle.getTooltip();
      const label = tooltip.getElement();
      const end = this.map.latLngToContainerPoint(circle.getLatLng()).x + circle.getRadius() + label.offsetWidth;
      const isLeft = end > this.clientWidth;
      tooltip.options.direction = isLeft ? 'left' : 'right';
      tooltip.options.offset = [isLeft ? -circle.getRadius() : circle.getRadius(), 0];
      tooltip.update();
      const box = label.getBoundingClientRect();
      const covered = taken.some((other) => overlap(box, other));
      label.classList.toggle('is-covered', covered);
      if (!covered) {
        taken.push(box);
      }
    }
  }
}

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const count = (sightings) => `${sightings.toLocaleString('en')} ${sightings === 1 ? 'sighting' : 'sightings'}`;

/** Built as elements: a name that is HTML stays a name. */
function nameOf(site) {
  const label = document.createElement('span');
  const number = document.createElement('b');
  number.textContent = site.sightings.toLocaleString('en');
  label.append(site.name, ' ', number);
  return label;
}

customElements.define('site-map', SiteMap);
