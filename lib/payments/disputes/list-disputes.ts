import { z } from 'zod';
import type { Context } from '@/lib/core/context';
import { toSafeNumber } from '@/lib/core/money';
import { type Page, pageOf, pageQuery, paginate } from '@/lib/core/pagination';
import {
  amountField,
  customerReference,
  instantAnswer,
  requireProviderSide,
  resolveCustomerId,
} from '@/lib/tenants';
import { type DisputeRow, readDisputes } from './store';

export const dispute = z
  .object({
    id: z.string(),
    payment: z.string().nullable(),
    customer: z.string().nullable(),
    amount: amountField,
    currency: z.string(),
    status: z.string().meta({ examples: ['needs_response'] }),
    reason: z.string().meta({ examples: ['fraudulent'] }),
    evidenceDueAt: instantAnswer.nullable(),
    openedAt: instantAnswer,
    closedAt: instantAnswer.nullable(),
    stripeDispute: z.string(),
  })
  .meta({ id: 'Dispute' });

export type Dispute = z.output<typeof dispute>;
export const disputeList = pageOf(dispute);
export const listDisputesInput = z.object({ ...pageQuery, customer: customerReference.optional() });

/** Payments that a payer's bank wants back, the newest first. */
export async function listDisputes(
  ctx: Context,
  input: z.output<typeof listDisputesInput>,
): Promise<Page<Dispute>> {
  requireProviderSide(ctx);
  const customerId = input.customer && (await resolveCustomerId(ctx, input.customer));
  const page = await paginate(
    input,
    (row: DisputeRow) => row.id,
    (take, afterId) => readDisputes(ctx, ctx.provider.id, { customerId, take, afterId }),
  );
  return { ...page, data: page.data.map(disputeView) };
}

function disputeView(row: DisputeRow): Dispute {
  return {
    id: row.id,
    payment: row.paymentId,
    customer: row.customerId,
    amount: toSafeNumber(row.amount, 'amount'),
    currency: row.currency,
    status: row.status,
    reason: row.reason,
    evidenceDueAt: row.evidenceDueAt?.toISOString() ?? null,
    openedAt: row.openedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    stripeDispute: row.stripeId,
  };
}
