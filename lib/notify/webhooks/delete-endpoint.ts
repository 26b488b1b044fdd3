import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter } from '@/lib/tenants';
import { failPending } from './delivery-store';
import { removeEndpoint } from './endpoint-store';

/** Ends an endpoint for good, with its secret. What was delivered to it stays in the log. */
export async function deleteWebhookEndpoint(
  ctx: Context,
  input: { id: string },
): Promise<{ id: string; deleted: true }> {
  requireProviderWriter(ctx);
  const { id } = input;
  return inTransaction(ctx, async (inner) => {
    if (!(await removeEndpoint(inner, ctx.provider.id, id))) throw notFound('webhook endpoint');
    await failPending(inner, ctx.provider.id, id);
    await recordAudit(inner, { action: 'webhook_endpoint.deleted', targetId: id });
    return { id, deleted: true };
  });
}
