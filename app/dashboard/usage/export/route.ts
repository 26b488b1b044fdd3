import { memberFile } from '@/lib/http/session-file';
import { exportUsage } from '@/lib/usage';
import { exploreInputOf, usageQuery } from '../query';

/** What the screen is about, by day, customer, endpoint, key and status, as a file. */
export const GET = memberFile((ctx, _params, search) =>
  exportUsage(ctx, exploreInputOf(ctx, usageQuery.parse(Object.fromEntries(search)))),
);
