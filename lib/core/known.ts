/**
 * At once what is known, else a promise of it. The hot path waits only for what is still to come
 * (`value instanceof Promise ? await value : value`): while Next is loaded every promise is traced, and a wait for
 * what is there costs as much as a step of the work.
 */
export type Known<T> = T | Promise<T>;

/** Goes on with what is known: at once where it is there, else when it comes. */
export function whenKnown<T, R>(known: Known<T>, next: (value: T) => Known<R>): Known<R> {
  return known instanceof Promise ? known.then(next) : next(known);
}
