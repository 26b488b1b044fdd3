/** What a call to Stripe is about, in our own words. */
export type CallIdentity =
  | { what: 'customer'; providerId: string; customerId: string; account: string }
  | { what: 'charge'; providerId: string; invoiceId: string; attempt: number }
  | { what: 'top_up'; providerId: string; paymentId: string }
  | { what: 'refund'; providerId: string; refundId: string };

/**
 * The idempotency key of a call that moves money or makes what money hangs on: the same for the same purpose,
 * whoever makes the call and however often, and different for every other. Stripe takes up to 255 characters.
 */
export function idempotencyKey(identity: CallIdentity): string {
  const { what, providerId, ...rest } = identity;
  return ['tollgate', what, providerId, ...Object.values(rest).map(String)].map(escaped).join('/');
}

/** A part cannot run over into its neighbour. */
function escaped(part: string): string {
  return encodeURIComponent(part);
}
