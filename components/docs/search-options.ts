import type { Options } from 'minisearch';

/** One place of the documentation that a search can lead to. */
export interface SearchEntry {
  id: string;
  /** Of the page. */
  page: string;
  title: string;
  text: string;
  href: string;
}

/** The same where the index is made and where it is read. */
export const SEARCH_OPTIONS: Options<SearchEntry> = {
  fields: ['title', 'page', 'text'],
  storeFields: ['title', 'page', 'href'],
  searchOptions: { boost: { title: 4, page: 2 }, prefix: true, fuzzy: 0.15, combineWith: 'AND' },
};

/** An address of the index, made when the product is built. */
export const SEARCH_INDEX_HREF = '/docs/search.json';
