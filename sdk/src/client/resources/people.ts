import type { Caller } from '../operations';
import type { Body, Options, Query } from './input';

export function people(client: Caller) {
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
