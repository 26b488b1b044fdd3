import type { Context } from '@/lib/core/context';
import { readProvider } from './provider-store';
import { type Branding, branding } from './schemas';

/** What the public pages show beside the provider's name. Everyone may see it. */
export async function getBranding(ctx: Context): Promise<Branding> {
  const row = await readProvider(ctx, ctx.provider.id);
  return branding.parse(row?.branding ?? {});
}
