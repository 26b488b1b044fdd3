import { recordAudit } from '@/lib/audit';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { AppError, notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter } from '@/lib/tenants';
import { readDelivery, restartDelivery } from './delivery-store';
import { readEndpoint } from './endpoint-store';
import type { WebhookDelivery } from './schemas';
import { deliveryView } from './views';

/**
 * Sends a delivery again, delivered or not: the same body under the same `webhook-id`, by which the receiver knows
 * it again, with a new timestamp and all its retries.
 */
export async function redeliverWebhook(ctx: Context, input: { id: string }): Promise<WebhookDelivery> {
  requireProviderWriter(ctx);
  return inTransaction(ctx, async (inner) => {
    const found = await readDelivery(inner, ctx.provider.id, input.id);
    if (!found) throw notFound('webhook delivery');
    const endpoint = await readEndpoint(inner, ctx.provider.id, found.endpointId);
    if (endpoint?.status !== 'enabled') {
      const state = endpoint ? 'disabled; enable it first' : 'deleted';
      throw new AppError('invalid_state', `The delivery's endpoint is ${state}.`);
    }
    const row = await restartDelivery(inner, ctx.provider.id, found.id, systemClock.now());
    if (!row) throw notFound('webhook delivery');
    await recordAudit(inner, { action: 'webhook_delivery.redelivered', targetId: row.id });
    return deliveryView(row);
  });
}
