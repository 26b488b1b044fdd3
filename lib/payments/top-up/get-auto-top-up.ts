import type { z } from 'zod';
import type { Context } from '@/lib/core/context';
import { toSafeNumber } from '@/lib/core/money';
import { resolveCustomerId } from '@/lib/tenants';
import { readPayer } from '../payer-store';
import type { autoTopUp } from './start-top-up';

/** By what terms a customer's credits are bought by themselves; null where they are not. */
export async function getAutoTopUp(
  ctx: Context,
  input: { customer: string },
): Promise<z.output<typeof autoTopUp>> {
  const customerId = await resolveCustomerId(ctx, input.customer);
  const payer = await readPayer(ctx, ctx.provider.id, customerId);
  if (!payer || payer.topUpThreshold === null || payer.topUpAmount === null) return { terms: null };
  const { topUpThreshold, topUpAmount, topUpMonthlyCap } = payer;
  return {
    terms: {
      threshold: toSafeNumber(topUpThreshold, 'threshold'),
      amount: toSafeNumber(topUpAmount, 'amount'),
      monthlyCap: topUpMonthlyCap === null ? null : toSafeNumber(topUpMonthlyCap, 'monthlyCap'),
    },
  };
}
