import type { Context } from '@/lib/core/context';
import { type Page, paginate } from '@/lib/core/pagination';
import { requireProviderSide } from '@/lib/tenants';
import { type DeliveryRow, readDeliveries } from './delivery-store';
import type { ListWebhookDeliveriesInput, WebhookDelivery } from './schemas';
import { deliveryView } from './views';

/** What was sent, or waits to be, newest first. */
export async function listWebhookDeliveries(
  ctx: Context,
  { limit, cursor, ...filters }: ListWebhookDeliveriesInput,
): Promise<Page<WebhookDelivery>> {
  requireProviderSide(ctx);
  const page = await paginate(
    { limit, cursor },
    (row: DeliveryRow) => row.id,
    (take, after) => readDeliveries(ctx, ctx.provider.id, filters, take, after),
  );
  return { ...page, data: page.data.map(deliveryView) };
}
