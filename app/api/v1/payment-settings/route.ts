import { defineRoute, defineRoutes } from '@/lib/http';
import * as payments from '@/lib/payments';

const common = { tag: 'Payments', auth: 'secret', response: payments.paymentSettings, status: 200 } as const;

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    ...common,
    summary: 'How customers pay',
    description: 'The Stripe account that their money goes to, and what happens when a payment fails.',
    run: (ctx) => payments.getPaymentSettings(ctx),
  }),
  PATCH: defineRoute({
    ...common,
    summary: 'Change what happens when a payment fails',
    description: 'What is absent stays. It applies from the next failure on.',
    body: payments.updatePaymentSettingsInput,
    run: (ctx, { body }) => payments.updatePaymentSettings(ctx, body),
  }),
});
