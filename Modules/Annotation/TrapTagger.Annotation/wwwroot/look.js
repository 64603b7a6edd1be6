// How the page looks to this person: light or dark, and how bright the picture is. The browser remembers both.

const STEP = 0.1;
const PLAIN = Object.freeze({ brightness: 1, contrast: 1 });

/** A year; the server reads it, so that the page does not flash in the other colours. Named as its other cookies. */
const keepTheme = (theme) => {
  const [prefix, secure] = location.protocol === 'https:' ? ['__Host-', '; secure'] : ['', ''];
  document.cookie = `${prefix}annotate-theme=${theme}; path=/; max-age=31536000; samesite=lax${secure}`;
};

export function toggleTheme(desk) {
  desk.dataset.theme = desk.dataset.theme === 'light' ? 'dark' : 'light';
  keepTheme(desk.dataset.theme);
  return desk.dataset.theme;
}

/** Brightness and contrast of the stage. A night's photographs are alike, so a setting stays until it is reset. */
export class Tone {
  #stage;
  #tone = PLAIN;

  constructor(stage) {
    this.#stage = stage;
  }

  /** @param quality is brightness or contrast. Returns words. */
  change(quality, steps) {
    const value = Math.min(3, Math.max(0.3, this.#tone[quality] + steps * STEP));
    this.#apply({ ...this.#tone, [quality]: value });
    return `${quality === 'contrast' ? 'Contrast' : 'Brightness'} ${Math.round(value * 100)} %`;
  }

  reset() {
    this.#apply(PLAIN);
  }

  #apply(tone) {
    this.#tone = tone;
    this.#stage.style.setProperty('--brightness', tone.brightness);
    this.#stage.style.setProperty('--contrast', tone.contrast);
    this.#stage.classList.toggle('toned', tone !== PLAIN);
  }
}
