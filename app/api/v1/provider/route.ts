import { defineRoute, defineRoutes } from '@/lib/http';
import { getProvider, providerSchema, updateProvider, updateProviderInput } from '@/lib/tenants';

const shared = { tag: 'Account', auth: 'secret', response: providerSchema, status: 200 } as const;

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    ...shared,
    summary: 'Your account',
    description: 'The account that the secret key belongs to, with its settings.',
    run: (ctx) => getProvider(ctx),
  }),
  PATCH: defineRoute({
    ...shared,
    summary: 'Change your settings',
    description:
      'Business, tax, paper and branding. What is absent stays; null clears; objects are replaced whole. Invoices that are final keep what they say.',
    body: updateProviderInput,
    run: (ctx, { body }) => updateProvider(ctx, body),
  }),
});
