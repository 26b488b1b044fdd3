import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { requireProviderSide } from '@/lib/tenants';
import { readEndpoint } from './endpoint-store';
import type { WebhookEndpoint } from './schemas';
import { endpointView } from './views';

/** One endpoint. */
export async function getWebhookEndpoint(ctx: Context, input: { id: string }): Promise<WebhookEndpoint> {
  requireProviderSide(ctx);
  const row = await readEndpoint(ctx, ctx.provider.id, input.id);
  if (!row) throw notFound('webhook endpoint');
  return endpointView(row);
}
