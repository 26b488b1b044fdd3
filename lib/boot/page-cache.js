import { LRUCache } from 'lru-cache';

/*
 * Next's store of rendered public pages (`cacheHandler` in next.config.js): in the process, and emptied whenever the
 * database announces a change to a provider or its plans (server.ts), so that a page is rendered once and never stale.
 * Plain JavaScript, because Next loads the file itself.
 */

const SLOT = Symbol.for('tollgate.pages');
const MOST_PAGES = 2_000;

/** The process's one store: Next makes several handlers, and the server empties it from outside of them all. */
function store() {
  globalThis[SLOT] ??= {
    pages: new LRUCache({ max: MOST_PAGES }),
    /** Counts the emptyings. A page is kept only if none came while it was rendered. */
    changes: 0,
    askedAt: new LRUCache({ max: MOST_PAGES }),
  };
  return globalThis[SLOT];
}

/** Forgets every page. */
export function forgetPages() {
  const { pages } = store();
  store().changes++;
  pages.clear();
}

export default class PageCache {
  async get(key) {
    const { pages, askedAt, changes } = store();
    const page = pages.get(key);
    if (!page) askedAt.set(key, changes);
    return page ?? null;
  }

  async set(key, value, { cacheControl } = {}) {
    const { pages, askedAt, changes } = store();
    if (value === null) pages.delete(key);
    else if (askedAt.get(key) === changes) pages.set(key, { value, cacheControl, lastModified: Date.now() });
  }

  async revalidateTag() {
    forgetPages();
  }

  resetRequestCache() {}
}
