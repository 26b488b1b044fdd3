import type { Context } from '@/lib/core/context';
import { type DunningSettings, dunningSettings } from './dunning';
import { readSettings } from './settings-store';

/** A provider's schedule; the default where it set none. */
export async function dunningOf(ctx: Context): Promise<DunningSettings> {
  const row = await readSettings(ctx, ctx.provider.id);
  return dunningSettings.parse(row?.dunning ?? {});
}
