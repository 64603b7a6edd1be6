// A picked or dropped folder as a list of files, read in pieces so that the page stays alive with 20,000 of them.

/** Milliseconds of work at a stretch: a frame's worth, so that the page still scrolls and types. */
const STRETCH = 12;

/** Waits for the page to do what it has to, now and then. */
class Breath {
  since = performance.now();

  async take() {
    if (performance.now() - this.since > STRETCH) {
      await new Promise((resolve) => setTimeout(resolve));
      this.since = performance.now();
    }
  }
}

/** Files of `<input webkitdirectory>`, each with its path from the picked folder on. */
export async function* fromInput(files) {
  const breath = new Breath();
  for (const file of files) {
    yield { path: file.webkitRelativePath || file.name, file };
    // Whoever took it asked for its size, and the browser went to the disk for it.
    await breath.take();
  }
}

/** Files of dropped folders. The entries must be taken from the event at once: it forgets them. */
export async function* fromEntries(entries) {
  const waiting = entries.filter(Boolean).reverse();
  while (waiting.length > 0) {
    const entry = waiting.pop();
    if (entry.isFile) {
      yield { path: entry.fullPath.replace(/^\//, ''), file: await new Promise((yes, no) => entry.file(yes, no)) };
    } else {
      waiting.push(...(await children(entry)).reverse());
    }
  }
}

async function children(folder) {
  const reader = folder.createReader();
  const all = [];
  for (;;) {
    // A reader hands out a hundred at a time, and nothing when it is done.
    const some = await new Promise((yes, no) => reader.readEntries(yes, no));
    if (some.length === 0) {
      return all;
    }
    all.push(...some);
  }
}

/**
 * Sorts files into photographs and others, by folder.
 * @param {Iterable<string>} extensions those of photographs, in lower case with their dot
 */
export class FolderCounts {
  constructor(extensions) {
    this.extensions = new Set(extensions);
    this.pictures = [];
    this.folders = new Map();
  }

  add({ path, file }) {
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    const folder = this.folder(path.slice(0, Math.max(0, slash)));
    const dot = name.lastIndexOf('.');
    const extension = dot > 0 ? name.slice(dot).toLowerCase() : 'without extension';
    if (this.extensions.has(extension)) {
      folder.files += 1;
      folder.bytes += file.size;
      this.pictures.push({ path, file });
    } else {
      folder.others[extension] = (folder.others[extension] ?? 0) + 1;
    }
  }

  folder(path) {
    if (!this.folders.has(path)) {
      this.folders.set(path, { path, files: 0, bytes: 0, others: {} });
    }
    return this.folders.get(path);
  }

  /** In the order of their paths, so that numbers given in turn sort as names do. */
  sorted() {
    return this.pictures.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  }
}
