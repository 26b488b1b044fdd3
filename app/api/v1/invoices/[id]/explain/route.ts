import { explainInvoice, explainInvoiceCsv, explainQuery, explanation, invoiceParams } from '@/lib/billing';
import { defineRoute, defineRoutes } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'How an invoice came about',
    description:
      'Each line’s arithmetic down to days and endpoints, adding up exactly; with `line`, also the ids of the single uses behind it, by page. As CSV, whole.',
    tag: 'Invoices',
    auth: 'secret',
    params: invoiceParams,
    query: explainQuery,
    response: explanation,
    fileType: 'text/csv; charset=utf-8',
    status: 200,
    run: (ctx, { params, query: { format, events, ...query } }) =>
      format === 'csv'
        ? explainInvoiceCsv(ctx, { ...params, events: events === 'true' })
        : explainInvoice(ctx, { ...params, ...query }),
  }),
});
