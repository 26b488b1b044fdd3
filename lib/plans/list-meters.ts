import type { Context } from '@/lib/core/context';
import { type Page, type PageRequest, paginate } from '@/lib/core/pagination';
import type { Meter } from './schemas';
import { type MeterRow, readMeters } from './store';
import { meterView } from './views';

/** The provider's meters, newest first. */
export async function listMeters(ctx: Context, input: PageRequest): Promise<Page<Meter>> {
  const page = await paginate(
    input,
    (row: MeterRow) => row.id,
    (take, after) => readMeters(ctx, ctx.provider.id, take, after),
  );
  return { ...page, data: page.data.map(meterView) };
}
