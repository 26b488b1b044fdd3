import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { requireProviderSide } from '@/lib/tenants';
import { readAttempts, readDelivery } from './delivery-store';
import type { WebhookDeliveryDetail } from './schemas';
import { deliveryView, sentHeaders } from './views';

/** One delivery with what was sent and what every attempt was answered. */
export async function getWebhookDelivery(
  ctx: Context,
  input: { id: string },
): Promise<WebhookDeliveryDetail> {
  requireProviderSide(ctx);
  const row = await readDelivery(ctx, ctx.provider.id, input.id);
  if (!row) throw notFound('webhook delivery');
  const attempts = await readAttempts(ctx, ctx.provider.id, row.id);
  return {
    ...deliveryView(row),
    payload: row.body,
    log: attempts.map((attempt) => ({
      ...attempt,
      at: attempt.at.toISOString(),
      headers: sentHeaders.parse(attempt.headers),
    })),
  };
}
