import type { Context } from '@/lib/core/context';
import { env } from '@/lib/env';

/** A page of the provider's portal. */
export function portalUrl(ctx: Pick<Context, 'provider'>, path = ''): string {
  return `${env().appUrl}/p/${ctx.provider.slug}/portal${path}`;
}

/** A page of the dashboard. */
export function dashboardUrl(path: string): string {
  return `${env().appUrl}/dashboard${path}`;
}
