import type { Context } from '@/lib/core/context';
import { resolveCustomerId } from '@/lib/tenants';
import { selectDenials } from './denial-store';

/** Calls that were refused, by what refused them. */
export interface DenialCounts {
  rateLimited: number;
  /** The plan's quota or a key's own. */
  overQuota: number;
  /** The budget, a key's spend limit, or the prepaid balance. */
  overSpend: number;
}

/** How many of a customer's calls limits refused since an instant; seen within about a second. */
export async function countDenials(
  ctx: Context,
  input: { customer: string; from: Date },
): Promise<DenialCounts> {
  const customerId = await resolveCustomerId(ctx, input.customer);
  const calls = await selectDenials(ctx.provider.id, customerId, input.from);
  const sum = (...codes: string[]) => codes.reduce((total, code) => total + (calls.get(code) ?? 0), 0);
  return {
    rateLimited: sum('rate_limited'),
    overQuota: sum('quota_exceeded'),
    overSpend: sum('spend_limit_reached', 'credits_exhausted'),
  };
}
