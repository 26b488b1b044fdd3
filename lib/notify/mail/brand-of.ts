import type { Context } from '@/lib/core/context';
import { env } from '@/lib/env';
import { getBranding } from '@/lib/tenants';
import type { Brand } from './templates/brand';

const OWN_COLOR = '#2563eb';

/** The provider's brand, or the installation's own where no provider writes. */
export async function brandOf(ctx: Context | null): Promise<Brand> {
  const { appUrl } = env();
  if (!ctx) {
    return { name: 'Tollgate', logoUrl: null, color: OWN_COLOR, websiteUrl: appUrl, timezone: 'UTC' };
  }
  const { logoUrl, color, websiteUrl } = await getBranding(ctx);
  return {
    name: ctx.provider.name,
    logoUrl: logoUrl ?? null,
    color: color ?? OWN_COLOR,
    websiteUrl: websiteUrl ?? `${appUrl}/p/${ctx.provider.slug}`,
    timezone: ctx.provider.timezone,
  };
}
