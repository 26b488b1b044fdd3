import type Stripe from 'stripe';
import { z } from 'zod';
import type { Context } from '@/lib/core/context';
import { isAppError } from '@/lib/core/errors';
import { askList } from '@/lib/infra/stripe';
import { requireProviderSide } from '@/lib/tenants';
import { convergeIntent } from '../charge/converge-intent';
import { takeOverPayment } from '../charge/take-over-payment';
import { convergeDispute } from '../disputes/converge-dispute';
import { finishCheckout } from '../hosted/finish-checkout';
import { convergeRefunds } from '../refunds/converge-refunds';
import { readPayment } from '../store';
import { fromStripeAmount } from '../stripe-amount';
import { outside, type StripeScope, stripeScope } from '../stripe-scope';
import { readRecent, readUnbalanced } from './store';

const difference = z.object({
  kind: z
    .enum(['missing_here', 'missing_there', 'amount', 'invoice'])
    .describe(
      'missing_here: Stripe has a charge of ours that we do not know; missing_there: the reverse; amount: the ' +
        'two say different sums; invoice: an invoice’s payments do not come to what it says was paid.',
    ),
  subject: z.string(),
  expected: z.string().describe('What Stripe says; of an invoice, what it says itself.'),
  found: z.string(),
});

export const paymentsReconciliation = z
  .object({
    compared: z.int().describe('Stripe’s payments and disputes that were looked at.'),
    repaired: z.int().describe('What only a lost webhook explains, made up for.'),
    differences: z.array(difference).describe('What nobody but a person can explain.'),
    unavailable: z.string().nullable().describe('Why nothing could be compared; null where it was.'),
  })
  .meta({ id: 'PaymentsReconciliation' });

export type PaymentsReconciliation = z.output<typeof paymentsReconciliation>;
type Difference = z.output<typeof difference>;

const PAGE = 100;
const MAX_PAGES = 1000;

/**
 * Lists Stripe's payments, refunds and disputes and lays ours beside them. Ours that lag behind are brought into
 * line, as their webhooks would have done; what cannot be explained so is reported and left.
 */
export async function reconcilePayments(ctx: Context): Promise<PaymentsReconciliation> {
  requireProviderSide(ctx);
  const free = outside(ctx);
  try {
    return await compareAll(free, await stripeScope(free));
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { compared: 0, repaired: 0, differences: [], unavailable: error.message };
  }
}

async function compareAll(ctx: Context, scope: StripeScope): Promise<PaymentsReconciliation> {
  const repairedPages = await finishPages(ctx, scope);
  const ours = new Map((await readRecent(ctx, ctx.provider.id, scope.account)).map((row) => [row.id, row]));
  const differences: Difference[] = [];
  const result = { compared: 0, repaired: repairedPages, differences, unavailable: null };
  const seen = new Set<string>();
  for await (const intent of all((page) => scope.client.paymentIntents.list(page, scope.on))) {
    if (intent.metadata?.provider !== ctx.provider.id) continue;
    result.compared++;
    const row = ours.get(intent.metadata.payment ?? '');
    if (!row) {
      result.differences.push(missingHere(intent));
      continue;
    }
    seen.add(row.id);
    result.repaired += await bringIntoLine(ctx, row.id, intent);
    result.differences.push(...(await compare(ctx, row.id, intent)));
  }
  for (const row of ours.values()) {
    if (row.stripeIntent !== null && !seen.has(row.id)) {
      result.differences.push(differenceOf('missing_there', row.id, 'nothing', row.stripeIntent));
    }
  }
  const disputes = await compareDisputes(ctx, scope);
  result.compared += disputes.compared;
  result.repaired += disputes.repaired;
  for (const { id, paid, applied } of await readUnbalanced(ctx, ctx.provider.id)) {
    result.differences.push(differenceOf('invoice', id, String(paid), String(applied)));
  }
  return result;
}

/** Pages that were finished without our hearing of it, and calls whose answer was lost. */
async function finishPages(ctx: Context, scope: StripeScope): Promise<number> {
  let repaired = 0;
  for (const row of await readRecent(ctx, ctx.provider.id, scope.account)) {
    if (row.status === 'created') await takeOverPayment(ctx, { id: row.id });
    else if (row.status === 'open' && row.stripeSession !== null) {
      await finishCheckout(ctx, { session: row.stripeSession, account: scope.account });
    } else continue;
    const after = await readPayment(ctx, ctx.provider.id, row.id);
    if (after?.status !== row.status) repaired++;
  }
  return repaired;
}

async function bringIntoLine(ctx: Context, paymentId: string, intent: Stripe.PaymentIntent): Promise<number> {
  const before = await readPayment(ctx, ctx.provider.id, paymentId);
  const after = await convergeIntent(ctx, { paymentId, intent });
  const isRepaired = before?.status !== after?.status ? 1 : 0;
  if (after?.status !== 'succeeded') return isRepaired;
  return isRepaired + (await convergeRefunds(ctx, { payment: after }));
}

async function compare(ctx: Context, paymentId: string, intent: Stripe.PaymentIntent): Promise<Difference[]> {
  const row = await readPayment(ctx, ctx.provider.id, paymentId);
  if (!row) return [];
  const received = fromStripeAmount(intent.amount_received, row.currency);
  if (received === row.amountReceived) return [];
  return [differenceOf('amount', row.id, String(received), String(row.amountReceived))];
}

async function compareDisputes(ctx: Context, scope: StripeScope) {
  let compared = 0;
  let repaired = 0;
  for await (const dispute of all((page) => scope.client.disputes.list(page, scope.on))) {
    const { isChanged, isOurs } = await convergeDispute(ctx, { account: scope.account, dispute });
    compared += isOurs ? 1 : 0;
    repaired += isChanged ? 1 : 0;
  }
  return { compared, repaired };
}

async function* all<T extends { id: string }>(
  list: (page: { limit: number; starting_after?: string }) => Promise<Stripe.ApiList<T>>,
): AsyncGenerator<T> {
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = { limit: PAGE, ...(after !== undefined && { starting_after: after }) };
    const { data, has_more } = await askList(list(query));
    yield* data;
    after = data.at(-1)?.id;
    if (!has_more || after === undefined) return;
  }
}

function missingHere(intent: Stripe.PaymentIntent): Difference {
  const said = `${intent.amount_received} ${intent.currency} ${intent.status}`;
  return differenceOf('missing_here', intent.id, said, 'nothing');
}

function differenceOf(
  kind: Difference['kind'],
  subject: string,
  expected: string,
  found: string,
): Difference {
  return { kind, subject, expected, found };
}
