import type { Context } from '@/lib/core/context';
import { type Page, type PageRequest, paginate } from '@/lib/core/pagination';
import { requireProviderSide } from '@/lib/tenants';
import { type EndpointRow, readEndpoints } from './endpoint-store';
import type { WebhookEndpoint } from './schemas';
import { endpointView } from './views';

/** The provider's endpoints, newest first. */
export async function listWebhookEndpoints(ctx: Context, input: PageRequest): Promise<Page<WebhookEndpoint>> {
  requireProviderSide(ctx);
  const page = await paginate(
    input,
    (row: EndpointRow) => row.id,
    (take, after) => readEndpoints(ctx, ctx.provider.id, take, after),
  );
  return { ...page, data: page.data.map(endpointView) };
}
