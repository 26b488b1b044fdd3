import type { Caller } from '../operations';
import type { Body, Options, Query } from './input';

export function catalogue(client: Caller) {
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
