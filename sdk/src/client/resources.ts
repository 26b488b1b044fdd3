import type { Operations } from '../api-types';
import type { Caller } from './operations';
import type { RequestOptions } from './transport';

/** The methods of a client, grouped by resource. */
export type Resources = ReturnType<typeof resources>;

type Body<O extends keyof Operations> = NonNullable<Operations[O]['body']>;
type Query<O extends keyof Operations> = NonNullable<Operations[O]['query']>;
type Options = RequestOptions;

/** One line an operation; customers may be given as `cus_…` or `ext:<externalId>`. */
export function resources(client: Caller) {
  return {
    ...hotPath(client),
    ...catalogue(client),
    ...people(client),
    ...money(client),
    ...account(client),
  };
}

function hotPath(client: Caller) {
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

function catalogue(client: Caller) {
  return {
    plans: {
      list: (query: Query<'GET /plans'> = {}, o?: Options) => client.pages('GET /plans', { query, ...o }),
      create: (body: Body<'POST /plans'>, o?: Options) => client.request('POST /plans', { body, ...o }),
      get: (slug: string, o?: Options) => client.request('GET /plans/{slug}', { params: { slug }, ...o }),
      /** Presentation only; what changes a price or a limit is `createVersion`. */
      update: (slug: string, body: Body<'PATCH /plans/{slug}'>, o?: Options) =>
        client.request('PATCH /plans/{slug}', { params: { slug }, body, ...o }),
      versions: (slug: string, query: Query<'GET /plans/{slug}/versions'> = {}, o?: Options) =>
        client.pages('GET /plans/{slug}/versions', { params: { slug }, query, ...o }),
      createVersion: (slug: string, body: Body<'POST /plans/{slug}/versions'>, o?: Options) =>
        client.request('POST /plans/{slug}/versions', { params: { slug }, body, ...o }),
      migrate: (slug: string, body: Body<'POST /plans/{slug}/migrate'>, o?: Options) =>
        client.request('POST /plans/{slug}/migrate', { params: { slug }, body, ...o }),
      archive: (slug: string, o?: Options) =>
        client.request('POST /plans/{slug}/archive', { params: { slug }, ...o }),
      /** What a pricing page shows, to somebody with an invitation its plan too. */
      listPublic: (providerSlug: string, o?: Options & { invite?: string }) => {
        const { invite, ...options } = o ?? {};
        const query = invite === undefined ? {} : { invite };
        return client.request('GET /public/{providerSlug}/plans', {
          params: { providerSlug },
          query,
          ...options,
        });
      },
    },
    planInvitations: {
      list: (slug: string, query: Query<'GET /plans/{slug}/invitations'> = {}, o?: Options) =>
        client.pages('GET /plans/{slug}/invitations', { params: { slug }, query, ...o }),
      /** The one answer that shows the `token` and its link. */
      create: (slug: string, body: Body<'POST /plans/{slug}/invitations'> = {}, o?: Options) =>
        client.request('POST /plans/{slug}/invitations', { params: { slug }, body, ...o }),
      revoke: (slug: string, invitation: string, o?: Options) =>
        client.request('DELETE /plans/{slug}/invitations/{invitation}', {
          params: { slug, invitation },
          ...o,
        }),
    },
    meters: {
      list: (query: Query<'GET /meters'> = {}, o?: Options) => client.pages('GET /meters', { query, ...o }),
      create: (body: Body<'POST /meters'>, o?: Options) => client.request('POST /meters', { body, ...o }),
    },
    /** Prices anything, changes nothing. */
    quote: (body: Body<'POST /quote'>, o?: Options) => client.request('POST /quote', { body, ...o }),
    coupons: {
      list: (query: Query<'GET /coupons'> = {}, o?: Options) => client.pages('GET /coupons', { query, ...o }),
      create: (body: Body<'POST /coupons'>, o?: Options) => client.request('POST /coupons', { body, ...o }),
    },
  };
}

function people(client: Caller) {
  return {
    customers: {
      list: (query: Query<'GET /customers'> = {}, o?: Options) =>
        client.pages('GET /customers', { query, ...o }),
      create: (body: Body<'POST /customers'>, o?: Options) =>
        client.request('POST /customers', { body, ...o }),
      get: (id: string, o?: Options) => client.request('GET /customers/{id}', { params: { id }, ...o }),
      update: (id: string, body: Body<'PATCH /customers/{id}'>, o?: Options) =>
        client.request('PATCH /customers/{id}', { params: { id }, body, ...o }),
      delete: (id: string, o?: Options) => client.request('DELETE /customers/{id}', { params: { id }, ...o }),
      suspend: (id: string, o?: Options) =>
        client.request('POST /customers/{id}/suspend', { params: { id }, ...o }),
      reactivate: (id: string, o?: Options) =>
        client.request('POST /customers/{id}/reactivate', { params: { id }, ...o }),
      setBudget: (id: string, body: Body<'PUT /customers/{id}/budget'>, o?: Options) =>
        client.request('PUT /customers/{id}/budget', { params: { id }, body, ...o }),
    },
    keys: {
      list: (customer: string, query: Query<'GET /customers/{id}/keys'> = {}, o?: Options) =>
        client.pages('GET /customers/{id}/keys', { params: { id: customer }, query, ...o }),
      /** The one answer that shows the `secret`. */
      create: (customer: string, body: Body<'POST /customers/{id}/keys'> = {}, o?: Options) =>
        client.request('POST /customers/{id}/keys', { params: { id: customer }, body, ...o }),
      get: (id: string, o?: Options) => client.request('GET /keys/{id}', { params: { id }, ...o }),
      update: (id: string, body: Body<'PATCH /keys/{id}'>, o?: Options) =>
        client.request('PATCH /keys/{id}', { params: { id }, body, ...o }),
      rotate: (id: string, body: Body<'POST /keys/{id}/rotate'> = {}, o?: Options) =>
        client.request('POST /keys/{id}/rotate', { params: { id }, body, ...o }),
      revoke: (id: string, o?: Options) => client.request('DELETE /keys/{id}', { params: { id }, ...o }),
    },
    subscriptions: {
      get: (customer: string, o?: Options) =>
        client.request('GET /customers/{id}/subscription', { params: { id: customer }, ...o }),
      start: (customer: string, body: Body<'POST /customers/{id}/subscription'>, o?: Options) =>
        client.request('POST /customers/{id}/subscription', { params: { id: customer }, body, ...o }),
      change: (customer: string, body: Body<'PATCH /customers/{id}/subscription'>, o?: Options) =>
        client.request('PATCH /customers/{id}/subscription', { params: { id: customer }, body, ...o }),
      preview: (customer: string, body: Body<'POST /customers/{id}/subscription/preview'>, o?: Options) =>
        client.request('POST /customers/{id}/subscription/preview', { params: { id: customer }, body, ...o }),
      cancel: (customer: string, query: Query<'DELETE /customers/{id}/subscription'> = {}, o?: Options) =>
        client.request('DELETE /customers/{id}/subscription', { params: { id: customer }, query, ...o }),
    },
  };
}

function money(client: Caller) {
  return {
    credits: {
      get: (customer: string, o?: Options) =>
        client.request('GET /customers/{id}/credits', { params: { id: customer }, ...o }),
      grant: (customer: string, body: Body<'POST /customers/{id}/credits'>, o?: Options) =>
        client.request('POST /customers/{id}/credits', { params: { id: customer }, body, ...o }),
      /** What is left of a grant expires, and it does not come again. */
      end: (customer: string, grant: string, o?: Options) =>
        client.request('DELETE /customers/{id}/credits/{grant}', { params: { id: customer, grant }, ...o }),
    },
    invoices: {
      list: (query: Query<'GET /invoices'> = {}, o?: Options) =>
        client.pages('GET /invoices', { query, ...o }),
      get: (id: string, o?: Options) => client.request('GET /invoices/{id}', { params: { id }, ...o }),
      upcoming: (customer: string, o?: Options) =>
        client.request('GET /customers/{id}/invoices/upcoming', { params: { id: customer }, ...o }),
      explain: (id: string, query: Query<'GET /invoices/{id}/explain'> = {}, o?: Options) =>
        client.request('GET /invoices/{id}/explain', { params: { id }, query, ...o }),
      finalize: (id: string, o?: Options) =>
        client.request('POST /invoices/{id}/finalize', { params: { id }, ...o }),
      void: (id: string, o?: Options) => client.request('POST /invoices/{id}/void', { params: { id }, ...o }),
      writeOff: (id: string, o?: Options) =>
        client.request('POST /invoices/{id}/write-off', { params: { id }, ...o }),
      markPaid: (id: string, body: Body<'POST /invoices/{id}/mark-paid'>, o?: Options) =>
        client.request('POST /invoices/{id}/mark-paid', { params: { id }, body, ...o }),
      creditNotes: (id: string, query: Query<'GET /invoices/{id}/credit-notes'> = {}, o?: Options) =>
        client.pages('GET /invoices/{id}/credit-notes', { params: { id }, query, ...o }),
      createCreditNote: (id: string, body: Body<'POST /invoices/{id}/credit-notes'>, o?: Options) =>
        client.request('POST /invoices/{id}/credit-notes', { params: { id }, body, ...o }),
    },
  };
}

function account(client: Caller) {
  return {
    clock: {
      get: (o?: Options) => client.request('GET /clock', { ...o }),
      /** Of a sandbox; returns when all that was due by then has happened. */
      set: (body: Body<'PUT /clock'>, o?: Options) => client.request('PUT /clock', { body, ...o }),
    },
    reconciliation: (o?: Options) => client.request('GET /reconciliation', { ...o }),
    audit: {
      list: (query: Query<'GET /audit'> = {}, o?: Options) => client.pages('GET /audit', { query, ...o }),
    },
  };
}
