import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/infra/postgres';
import { seal } from '@/lib/infra/sealed';
import { requireProviderWriter } from '@/lib/tenants';
import { checkedUrl } from './checked-url';
import { insertEndpoint, lockEndpoints } from './endpoint-store';
import type { NewWebhookEndpoint, WebhookEndpointInput } from './schemas';
import { newSigningSecret } from './sign';
import { endpointView } from './views';

/** Every event costs a delivery to each; nobody has that many systems to tell. */
const MAX_ENDPOINTS = 50;

/** Has events sent to a URL from now on. The answer is the one time `secret` is shown. */
export async function createWebhookEndpoint(
  ctx: Context,
  input: WebhookEndpointInput,
): Promise<NewWebhookEndpoint> {
  requireProviderWriter(ctx);
  const url = checkedUrl(ctx, input.url);
  const secret = newSigningSecret();
  const createdAt = ctx.clock.now();
  return inTransaction(ctx, async (inner) => {
    if ((await lockEndpoints(inner, ctx.provider.id)) >= MAX_ENDPOINTS) {
      throw new AppError(
        'conflict',
        `There are ${MAX_ENDPOINTS} webhook endpoints already; delete one first.`,
      );
    }
    const row = await insertEndpoint(inner, ctx.provider.id, {
      id: newId('webhookEndpoint', createdAt),
      url,
      events: input.events,
      description: input.description ?? '',
      secret: seal(secret),
      createdAt,
    });
    const details = { url, events: input.events };
    await recordAudit(inner, { action: 'webhook_endpoint.created', targetId: row.id, details });
    return { ...endpointView(row), secret };
  });
}
