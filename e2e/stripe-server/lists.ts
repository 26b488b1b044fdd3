import type Stripe from 'stripe';
import { invalid, missing } from './problem';

interface PageParams extends Stripe.PaginationParams {
  created?: Stripe.RangeQueryParam | number;
}

/** A page of Stripe's kind: newest first, cursors are ids, 10 unless told, 100 at most. */
export function page<T extends { id: string; created?: number }>(
  objects: T[],
  params: PageParams,
  url: string,
): Stripe.ApiList<T> {
  const { limit = 10, starting_after: after, ending_before: before, created } = params;
  if (limit < 1 || limit > 100) {
    const bound = limit < 1 ? 'greater than or equal to 1' : 'less than or equal to 100';
    throw invalid(`This value must be ${bound}.`, { code: 'parameter_invalid_integer', param: 'limit' });
  }
  if (after && before)
    throw invalid('You may only specify one of these parameters: ending_before, starting_after.');
  // Objects of one second stand in the order they were made; the cursor is a place in that order.
  const kept = objects.filter((object) => isWithin(object.created ?? 0, created));
  const place = (id: string, param: string) => {
    const index = kept.findIndex((object) => object.id === id);
    if (index < 0) throw missing('object', id, param);
    return index;
  };
  if (before) {
    const end = place(before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', data: kept.slice(start, end), has_more: start > 0, url };
  }
  const start = after ? place(after, 'starting_after') + 1 : 0;
  return {
    object: 'list',
    data: kept.slice(start, start + limit),
    has_more: kept.length > start + limit,
    url,
  };
}

function isWithin(created: number, range: PageParams['created']): boolean {
  if (range === undefined) return true;
  if (typeof range === 'number') return created === range;
  const { gt, gte, lt, lte } = range;
  return (
    (gt === undefined || created > gt) &&
    (gte === undefined || created >= gte) &&
    (lt === undefined || created < lt) &&
    (lte === undefined || created <= lte)
  );
}
