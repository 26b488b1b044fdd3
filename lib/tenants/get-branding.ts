import type { Context } from '@/lib/core/context';
import { readProvider } from './provider-store';
import { logoPath } from './provider-view';
import { type Branding, branding } from './schemas';

/** What the public pages show beside the provider's name; an uploaded logo before a linked one. For everyone. */
export async function getBranding(ctx: Context): Promise<Branding> {
  const row = await readProvider(ctx, ctx.provider.id);
  const logo = row && logoPath(row.slug, row.logoId);
  return { ...branding.parse(row?.branding ?? {}), ...(logo && { logoUrl: logo }) };
}
