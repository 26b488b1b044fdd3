import { z } from 'zod';
import type { Context } from '@/lib/core/context';
import { invalidField } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { amountField, requireWriter, resolveCustomerId } from '@/lib/tenants';
import { leaseFromNow } from '../charge/start-charge';
import { ensurePayer } from '../ensure-payer';
import { openPage } from '../hosted/open-page';
import { idempotencyKey } from '../idempotency-key';
import { type HostedPage, returnUrl } from '../methods/start-card-setup';
import { lockPayer, updatePayer } from '../payer-store';
import { insertPayment } from '../store';
import { chargeableMinor, isBelowMinimum } from '../stripe-amount';
import { outside, stripeScope } from '../stripe-scope';

const amount = z.int().min(1).max(Number.MAX_SAFE_INTEGER).describe('Whole minor units of the currency.');

export const startTopUpInput = z.strictObject({ amount, returnUrl });

/** A page of Stripe's on which a customer buys prepaid credits; they are granted once, when it is paid. */
export async function startTopUp(
  ctx: Context,
  input: z.output<typeof startTopUpInput> & { customer: string },
): Promise<HostedPage> {
  requireWriter(ctx);
  const free = outside(ctx);
  const { currency, name } = ctx.provider;
  const customerId = await resolveCustomerId(free, input.customer);
  const amountMinor = checked(BigInt(input.amount), currency, 'amount');
  const scope = await stripeScope(free);
  const { stripeCustomer } = await ensurePayer(free, { customerId, scope });
  const createdAt = ctx.clock.now();
  const id = newId('payment', createdAt);
  const facts = {
    ...{ id, customerId, purpose: 'top_up', source: 'hosted', account: scope.account, stripeCustomer },
    ...{ currency, amount: amountMinor, status: 'created', createdAt, leasedUntil: leaseFromNow() },
    idempotencyKey: idempotencyKey({ what: 'top_up', providerId: ctx.provider.id, paymentId: id }),
  };
  const payment = await insertPayment(free, ctx.provider.id, facts, []);
  return openPage(free, payment, { name: `Prepaid credits, ${name}`, returnUrl: input.returnUrl });
}

const autoTopUpTerms = z
  .strictObject({
    threshold: amountField.describe('Below this balance credits are bought.'),
    amount: amount.describe('How much at a time: whole minor units of the currency.'),
    monthlyCap: amountField.nullable().describe('The most in a calendar month; null for no cap.'),
  })
  .nullable();

export const autoTopUpInput = z.strictObject({ terms: autoTopUpTerms });
export const autoTopUp = z.object({ terms: autoTopUpTerms }).meta({ id: 'AutoTopUp' });

/** Sets, changes or (null) ends a customer's automatic top-up. It needs a card to charge. */
export async function setAutoTopUp(
  ctx: Context,
  input: z.output<typeof autoTopUpInput> & { customer: string },
): Promise<z.output<typeof autoTopUp>> {
  requireWriter(ctx);
  const customerId = await resolveCustomerId(ctx, input.customer);
  const { terms } = input;
  const payer = await lockPayer(ctx, ctx.provider.id, customerId);
  if (terms && !payer?.defaultMethodId) {
    throw invalidField('threshold', 'no_card', 'Add a card first; it is what is charged.');
  }
  await updatePayer(ctx, ctx.provider.id, customerId, {
    topUpThreshold: terms && BigInt(terms.threshold),
    topUpAmount: terms && checked(BigInt(terms.amount), ctx.provider.currency, 'amount'),
    topUpMonthlyCap: terms?.monthlyCap == null ? null : BigInt(terms.monthlyCap),
    topUpNotBefore: null,
  });
  return { terms };
}

function checked(amountMinor: bigint, currency: string, path: string): bigint {
  const chargeable = chargeableMinor(amountMinor, currency);
  if (isBelowMinimum(chargeable, currency))
    throw invalidField(path, 'too_small', 'Too little to be charged.');
  return chargeable;
}
