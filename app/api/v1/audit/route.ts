import { auditList, listAudit, listAuditInput } from '@/lib/audit';
import { defineRoute, defineRoutes } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'Who changed what, when',
    description: 'Newest first.',
    tag: 'Audit',
    auth: 'secret',
    query: listAuditInput,
    response: auditList,
    status: 200,
    run: (ctx, { query }) => listAudit(ctx, query),
  }),
});
