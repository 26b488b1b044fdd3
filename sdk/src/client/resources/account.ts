import type { Caller } from '../operations';
import type { Body, Options, Query } from './input';

export function notifications(client: Caller) {
  return {
    webhookEndpoints: {
      list: (query: Query<'GET /webhook-endpoints'> = {}, o?: Options) =>
        client.pages('GET /webhook-endpoints', { query, ...o }),
      /** This answer and that of `rotateSecret` are the only ones that show the `secret`. */
      create: (body: Body<'POST /webhook-endpoints'>, o?: Options) =>
        client.request('POST /webhook-endpoints', { body, ...o }),
      get: (id: string, o?: Options) =>
        client.request('GET /webhook-endpoints/{id}', { params: { id }, ...o }),
      update: (id: string, body: Body<'PATCH /webhook-endpoints/{id}'>, o?: Options) =>
        client.request('PATCH /webhook-endpoints/{id}', { params: { id }, body, ...o }),
      delete: (id: string, o?: Options) =>
        client.request('DELETE /webhook-endpoints/{id}', { params: { id }, ...o }),
      rotateSecret: (
        id: string,
        body: Body<'POST /webhook-endpoints/{id}/rotate-secret'> = {},
        o?: Options,
      ) => client.request('POST /webhook-endpoints/{id}/rotate-secret', { params: { id }, body, ...o }),
    },
    webhookDeliveries: {
      list: (query: Query<'GET /webhook-deliveries'> = {}, o?: Options) =>
        client.pages('GET /webhook-deliveries', { query, ...o }),
      get: (id: string, o?: Options) =>
        client.request('GET /webhook-deliveries/{id}', { params: { id }, ...o }),
      redeliver: (id: string, o?: Options) =>
        client.request('POST /webhook-deliveries/{id}/redeliver', { params: { id }, ...o }),
    },
    mailSettings: {
      get: (customer: string, o?: Options) =>
        client.request('GET /customers/{id}/mail-settings', { params: { id: customer }, ...o }),
      set: (customer: string, body: Body<'PUT /customers/{id}/mail-settings'>, o?: Options) =>
        client.request('PUT /customers/{id}/mail-settings', { params: { id: customer }, body, ...o }),
    },
  };
}

export function account(client: Caller) {
  return {
    provider: {
      get: (o?: Options) => client.request('GET /provider', { ...o }),
      update: (body: Body<'PATCH /provider'>, o?: Options) =>
        client.request('PATCH /provider', { body, ...o }),
    },
    apiDocument: {
      get: (o?: Options) => client.request('GET /api-document', { ...o }),
      /** An OpenAPI document of your own API, which customers read and try. */
      set: (body: Body<'PUT /api-document'>, o?: Options) =>
        client.request('PUT /api-document', { body, ...o }),
      delete: (o?: Options) => client.request('DELETE /api-document', { ...o }),
    },
    portalSessions: {
      /** A link that opens a customer's portal, once. */
      create: (body: Body<'POST /portal-sessions'>, o?: Options) =>
        client.request('POST /portal-sessions', { body, ...o }),
    },
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
