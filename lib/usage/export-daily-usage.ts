import type { Context } from '@/lib/core/context';
import { csvOf } from '@/lib/core/csv';
import { FileAnswer } from '@/lib/core/file-answer';
import { localDayOf } from '@/lib/core/period';
import { queryUsage } from './query-usage';

const COLUMNS = 'day,endpoint,calls,quantity,errors,latencyMsAvg';

/** Usage by local day and endpoint as CSV, one row each; only its heading where there was none. */
export async function exportDailyUsage(
  ctx: Context,
  input: { customer: string; from: Date; to: Date },
): Promise<FileAnswer> {
  const { data } = await queryUsage(ctx, { ...input, granularity: 'day', groupBy: 'endpoint' });
  const { timezone } = ctx.provider;
  const rows = data.map(({ start, group, calls, quantity, errors, latencyMsAvg }) => ({
    ...{ day: localDayOf(new Date(start), timezone), endpoint: group ?? '', calls },
    ...{ quantity, errors, latencyMsAvg },
  }));
  const csv = csvOf(rows) || `${COLUMNS}\r\n`;
  return new FileAnswer('text/csv; charset=utf-8', `usage-${ctx.provider.slug}.csv`, Buffer.from(csv));
}
