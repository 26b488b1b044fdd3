import type { Caller } from '../operations';
import type { Body, Options, Query } from './input';

export function payments(client: Caller) {
  return {
    payments: {
      list: (query: Query<'GET /payments'> = {}, o?: Options) =>
        client.pages('GET /payments', { query, ...o }),
      disputes: (query: Query<'GET /disputes'> = {}, o?: Options) =>
        client.pages('GET /disputes', { query, ...o }),
      getSettings: (o?: Options) => client.request('GET /payment-settings', { ...o }),
      updateSettings: (body: Body<'PATCH /payment-settings'>, o?: Options) =>
        client.request('PATCH /payment-settings', { body, ...o }),
    },
    paymentMethods: {
      list: (customer: string, o?: Options) =>
        client.request('GET /customers/{id}/payment-methods', { params: { id: customer }, ...o }),
      /** Answers the address of the hosted page on which the customer enters a card. */
      add: (customer: string, body: Body<'POST /customers/{id}/payment-methods'>, o?: Options) =>
        client.request('POST /customers/{id}/payment-methods', { params: { id: customer }, body, ...o }),
      makeDefault: (id: string, o?: Options) =>
        client.request('POST /payment-methods/{id}/default', { params: { id }, ...o }),
      remove: (id: string, o?: Options) =>
        client.request('DELETE /payment-methods/{id}', { params: { id }, ...o }),
    },
    topUps: {
      /** Answers the address of the hosted page on which the customer pays for prepaid credits. */
      create: (customer: string, body: Body<'POST /customers/{id}/top-ups'>, o?: Options) =>
        client.request('POST /customers/{id}/top-ups', { params: { id: customer }, body, ...o }),
      setAutomatic: (customer: string, body: Body<'PUT /customers/{id}/auto-top-up'>, o?: Options) =>
        client.request('PUT /customers/{id}/auto-top-up', { params: { id: customer }, body, ...o }),
    },
    stripeEvents: {
      list: (query: Query<'GET /stripe-events'> = {}, o?: Options) =>
        client.pages('GET /stripe-events', { query, ...o }),
      /** Handles once more what could not be handled. */
      replay: (id: string, o?: Options) =>
        client.request('POST /stripe-events/{id}/replay', { params: { id }, ...o }),
    },
  };
}
