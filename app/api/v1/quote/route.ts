import { defineRoute, defineRoutes } from '@/lib/http';
import { quote, quoteRequestSchema, quoteResponseSchema } from '@/lib/pricing';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'Price anything, change nothing',
    description:
      'Charges, fees, a minimum, coupons, taxes, credit notes and prepaid credits, in this order, with the very functions that make invoices.',
    tag: 'Catalogue',
    auth: 'secret',
    body: quoteRequestSchema,
    response: quoteResponseSchema,
    status: 200,
    run: async (_ctx, { body }) => quote(body),
  }),
});
