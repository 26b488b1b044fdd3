/**
 * At once what is known, else a promise of it. The hot path waits only for what is still to come
 * (`value instanceof Promise ? await value : value`): while Next is loaded every promise is traced, and a wait for
 * what is there costs as much as a step of the work.
 */
export type Known<T> = T | Promise<T>;
