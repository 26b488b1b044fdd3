import type Stripe from 'stripe';
import type { Handlers } from '../call';
import { page } from '../lists';
import { newId, type Scope } from '../scope';

export const balanceTransactions: Handlers<
  'GET /v1/balance_transactions' | 'GET /v1/balance_transactions/:id'
> = {
  'GET /v1/balance_transactions': ({ scope, params }) => {
    const { source, type, currency } = params;
    const found = scope
      .all('balance_transaction')
      .filter((entry) => source === undefined || entry.source === source)
      .filter((entry) => type === undefined || entry.type === type)
      .filter((entry) => currency === undefined || entry.currency === currency);
    return page(found, params, '/v1/balance_transactions');
  },
  'GET /v1/balance_transactions/:id': ({ scope, id }) => scope.get('balance_transaction', id),
};

interface Movement {
  type: Stripe.BalanceTransaction['type'];
  /** Positive when money comes to the account. */
  amount: number;
  currency: string;
  source: string;
  feeMinor?: number;
}

/** Books a movement of the account's balance. */
export function book(scope: Scope, movement: Movement): Stripe.BalanceTransaction {
  const { type, amount, currency, source, feeMinor: fee = 0 } = movement;
  const details = {
    amount: fee,
    application: null,
    currency,
    description: 'Stripe processing fees',
    type: 'stripe_fee',
  };
  return scope.save('balance_transaction', {
    id: newId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: scope.now(),
    balance_type: 'payments',
    created: scope.now(),
    currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details: fee > 0 ? [details] : [],
    net: amount - fee,
    reporting_category: type === 'adjustment' ? 'dispute' : type,
    source,
    status: 'available',
    type,
  });
}

/** 2.9 % and 30 of the smallest unit, in whole units: near what Stripe keeps of a card payment. */
export function feeOf(amount: number): number {
  return Math.min(amount, Math.round((amount * 29) / 1000) + 30);
}
