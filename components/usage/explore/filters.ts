/* Addresses of the screen of usage: what it is narrowed to stands in the query. */

export const FILTER_NAMES = ['days', 'from', 'to', 'customer', 'meter', 'endpoint', 'key', 'status'] as const;

export type Filters = Partial<Record<(typeof FILTER_NAMES)[number], string | number | undefined>>;

/** The address with some of the filters changed; `undefined` takes one away. */
export function hrefWith(path: string, filters: Filters, changes: Filters): string {
  const merged: Filters = { ...filters, ...changes };
  const given = FILTER_NAMES.flatMap((name) => {
    const value = merged[name];
    return value === undefined ? [] : [[name, String(value)] as [string, string]];
  });
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
