import { defineRoute, defineRoutes } from '@/lib/http';
import { getMailSettings, mailSettings, mailSettingsInput, setMailSettings } from '@/lib/notify';
import { customerParams } from '@/lib/tenants';

const shared = {
  tag: 'Customers',
  auth: 'secret',
  params: customerParams,
  response: mailSettings,
  status: 200,
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    ...shared,
    summary: 'Get a customer’s mail settings',
    run: (ctx, { params: { id } }) => getMailSettings(ctx, { customer: id }),
  }),
  PUT: defineRoute({
    ...shared,
    summary: 'Set a customer’s mail settings',
    description: 'What is absent stays. Mails about money and access always go out.',
    body: mailSettingsInput,
    run: (ctx, { params: { id }, body }) => setMailSettings(ctx, { customer: id, settings: body }),
  }),
});
