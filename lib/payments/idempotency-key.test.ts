import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idempotencyKey } from './idempotency-key';

it('names provider, invoice and attempt', () => {
  expect(idempotencyKey({ what: 'charge', providerId: 'prv_1', invoiceId: 'inv_1', attempt: 2 })).toBe(
    'tollgate/charge/prv_1/inv_1/2',
  );
});

it('is the same for the same charge and differs for every other', () => {
  const charge = fc.record({
    providerId: fc.string({ minLength: 1, maxLength: 6 }),
    invoiceId: fc.string({ minLength: 1, maxLength: 6 }),
    attempt: fc.integer({ min: 1, max: 20 }),
  });
  fc.assert(
    fc.property(charge, charge, (left, right) => {
      const isSame = JSON.stringify(left) === JSON.stringify(right);
      const keys = [left, right].map((one) => idempotencyKey({ what: 'charge', ...one }));
      expect(keys[0] === keys[1]).toBe(isSame);
    }),
  );
});

it('differs between kinds of calls, and is short and plain enough for Stripe', () => {
  const id = `inv_${'0'.repeat(26)}`;
  const keys = [
    idempotencyKey({ what: 'charge', providerId: id, invoiceId: id, attempt: 99 }),
    idempotencyKey({ what: 'top_up', providerId: id, paymentId: id }),
    idempotencyKey({ what: 'refund', providerId: id, refundId: id }),
    idempotencyKey({ what: 'customer', providerId: id, customerId: id, account: 'acct_1' }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^[\x21-\x7e]{1,255}$/);
});
