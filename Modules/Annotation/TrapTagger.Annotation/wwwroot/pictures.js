// Pictures that are fetched and decoded before anybody looks at them.

/** Requests at once: a browser opens six to a host, and decisions need room between them. */
const AT_ONCE = 4;

/** Decoded ones kept: about 8 MB each while the browser holds the pixels. */
const MOST = 40;

export class Pictures {
  /** By address, the most recently wanted last. */
  #held = new Map();
  #queue = [];
  #active = 0;

  /** Fetches these in this order; the first is kept the longest. What was wanted earlier and has not begun is not. */
  want(urls) {
    this.#queue = urls.filter((url) => !this.#held.has(url));
    for (const url of urls.filter((url) => this.#held.has(url)).reverse()) {
      this.#keep(url, this.#held.get(url));
    }
    this.#pump();
  }

  /** The picture where it is decoded, or null. */
  ready(url) {
    const picture = this.#held.get(url);
    return picture?.isDecoded ? picture.image : null;
  }

  /** The picture when it is decoded; rejects where there is none. */
  async load(url) {
    return (await this.#begin(url)).image;
  }

  #begin(url) {
    const picture = this.#held.get(url) ?? this.#fetch(url);
    this.#keep(url, picture);
    return picture.decoding;
  }

  #keep(url, picture) {
    this.#held.delete(url);
    this.#held.set(url, picture);
  }

  #fetch(url) {
    const image = new Image();
    image.decoding = 'sync'; // it is decoded already when it comes into the document
    image.draggable = false;
    image.src = url;
    const picture = { image, isDecoded: false };
    picture.decoding = image.decode().then(() => {
      picture.isDecoded = true;
      return picture;
    });
    picture.decoding.catch(() => this.#held.delete(url)); // so that it is tried again when it is wanted again
    this.#forgetOldest();
    return picture;
  }

  #pump() {
    while (this.#active < AT_ONCE && this.#queue.length > 0) {
      this.#active++;
      this.#begin(this.#queue.shift()).catch(() => { /* whoever shows it says so */ }).finally(() => {
        this.#active--;
        this.#pump();
      });
    }
  }

  #forgetOldest() {
    for (const [url, picture] of this.#held) {
      if (this.#held.size < MOST) {
        return;
      }
      if (!picture.image.isConnected) {
        this.#held.delete(url);
      }
    }
  }
}
