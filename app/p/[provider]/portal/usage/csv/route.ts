import { rangeOfDays } from '@/app/_loaders/load-usage';
import { daysParameter } from '@/lib/http/query';
import { customerFile } from '@/lib/http/session-file';
import { exportDailyUsage } from '@/lib/usage';

export const GET = customerFile((ctx, { customer = '' }, query) =>
  exportDailyUsage(ctx, { customer, ...rangeOfDays(ctx, daysParameter.parse(query.get('days'))) }),
);
