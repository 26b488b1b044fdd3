import type { Context } from '@/lib/core/context';
import { noteLiveCalls } from '@/lib/live';
import type { EventEntry } from '@/lib/usage';

/** Shows a reported use to whoever watches the account's calls at this moment. */
export function showUse(ctx: Context, { customerId, endpoint }: EventEntry): void {
  noteLiveCalls(ctx.provider.id, { customer: customerId, endpoint, code: 'ok', calls: 1 });
}
