import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { givenOnly, requireProviderWriter } from '@/lib/tenants';
import { checkedUrl } from './checked-url';
import { failPending } from './delivery-store';
import { changeEndpoint } from './endpoint-store';
import type { WebhookEndpoint, WebhookEndpointChanges } from './schemas';
import { endpointView } from './views';

/** Changes an endpoint; its secret stays. Enabling one that was disabled for failing gives it a new chance. */
export async function updateWebhookEndpoint(
  ctx: Context,
  input: { id: string; changes: WebhookEndpointChanges },
): Promise<WebhookEndpoint> {
  requireProviderWriter(ctx);
  const { url, events, description, status } = input.changes;
  if (url !== undefined) checkedUrl(ctx, url);
  return inTransaction(ctx, async (inner) => {
    const row = await changeEndpoint(inner, ctx.provider.id, input.id, {
      ...givenOnly({ url, events, description, status }),
      ...(status !== undefined && { disabledReason: null }),
      ...(status === 'enabled' && { failingSince: null }),
    });
    if (status === 'disabled') await failPending(inner, ctx.provider.id, row.id);
    const fields = Object.keys(input.changes);
    await recordAudit(inner, { action: 'webhook_endpoint.updated', targetId: row.id, details: { fields } });
    return endpointView(row);
  });
}
