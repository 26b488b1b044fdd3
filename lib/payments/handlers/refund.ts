import { paymentOfIntent } from '../charge/payment-of-intent';
import { convergeRefunds } from '../refunds/converge-refunds';
import type { Handler } from './notice';

/** Money went back, or did not after all: all refunds of the payment are read. */
export const refund: Handler = async (ctx, { intent, account }) => {
  const payment = intent === null ? null : await paymentOfIntent(ctx, { intent, account });
  if (payment) await convergeRefunds(ctx, { payment });
};
