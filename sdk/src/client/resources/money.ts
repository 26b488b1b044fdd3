import type { Caller } from '../operations';
import type { Body, Options, Query } from './input';

export function money(client: Caller) {
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
      pdf: (id: string, o?: Options) => client.request('GET /invoices/{id}/pdf', { params: { id }, ...o }),
      /** Charges the default payment method now, whatever the schedule says. */
      pay: (id: string, o?: Options) => client.request('POST /invoices/{id}/pay', { params: { id }, ...o }),
      payments: (id: string, o?: Options) =>
        client.request('GET /invoices/{id}/payments', { params: { id }, ...o }),
    },
    creditNotes: {
      list: (query: Query<'GET /credit-notes'> = {}, o?: Options) =>
        client.pages('GET /credit-notes', { query, ...o }),
      get: (id: string, o?: Options) => client.request('GET /credit-notes/{id}', { params: { id }, ...o }),
      pdf: (id: string, o?: Options) =>
        client.request('GET /credit-notes/{id}/pdf', { params: { id }, ...o }),
    },
    /** MRR and its movements, net and usage revenue, by the definitions of the dashboard. */
    revenue: (query: Query<'GET /revenue'> = {}, o?: Options) =>
      client.request('GET /revenue', { query, ...o }),
    /** Prices past months of every customer's usage with prices that are no plan yet. */
    rehearse: (body: Body<'POST /rehearsals'>, o?: Options) =>
      client.request('POST /rehearsals', { body, ...o }),
  };
}
