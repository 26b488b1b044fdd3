import type { Caller } from '../operations';
import type { Body, Options, Query } from './input';

export function hotPath(client: Caller) {
  return {
    /** May this call go ahead? Counts it if so. Repeated on failure only with an `idempotencyKey` in the body. */
    verify: (body: Body<'POST /verify'>, o?: Options) => client.request('POST /verify', { body, ...o }),
    /** What verified calls really cost; at most 1,000 at a time. */
    settle: (body: Body<'POST /settle'>, o?: Options) => client.request('POST /settle', { body, ...o }),
    leases: {
      /** Reserves calls to decide without asking. A lost answer gives its calls back when the lease is over. */
      grant: (body: Body<'POST /leases/grant'>, o?: Options) =>
        client.request('POST /leases/grant', { body, ...o }),
      settle: (body: Body<'POST /leases/settle'>, o?: Options) =>
        client.request('POST /leases/settle', { body, ...o }),
    },
    events: {
      /** Usage that already happened; at most 10,000 at a time. */
      record: (body: Body<'POST /events'>, o?: Options) => client.request('POST /events', { body, ...o }),
    },
    usage: {
      query: (query: Query<'GET /usage'> = {}, o?: Options) => client.request('GET /usage', { query, ...o }),
    },
  };
}
