import type Stripe from 'stripe';

/** A webhook on its way; it stays until the receiver has answered 2xx or the attempts are used up. */
export interface Delivery {
  id: string;
  eventId: string;
  /** The body, byte for byte the same in every attempt. */
  payload: string;
  attempts: number;
  /** Waits for the control endpoint to let it go. */
  isHeld: boolean;
}

/** The first answer to an idempotency key, replayed to every later request with the same parameters. */
export interface SavedAnswer {
  id: string;
  path: string;
  /** Of method, path and parameters. */
  fingerprint: string;
  status: number;
  body: string;
  createdAt: number;
}

/** What the simulation knows of an object and Stripe would not tell: kept under the object's id. */
export interface Facts {
  id: string;
  /** Of a card: which test card it is. */
  cardNumber?: string;
  /** Of a payment method: it has been through a set-up, so its bank lets it be charged off-session. */
  isSetUp?: boolean;
  /** Of a payment method: paid once without being kept, or detached; it cannot be used again. */
  isUsedUp?: boolean;
  /** Of a UPI payment: what the payer chose. */
  upi?: 'succeed' | 'fail' | 'pending';
  /** Of a payment or refund that is under way: when it ends by itself, in seconds. */
  settlesAt?: number;
  /** Of an intent: the hosted Checkout page that it belongs to. */
  session?: string;
  /** Of a Checkout session: what was asked for when it was made, until its intent is. */
  sessionParams?: Stripe.Checkout.SessionCreateParams;
  /** Of an account link or an authorization code. */
  account?: string;
  returnUrl?: string;
  expiresAt?: number;
  /** Of an account: its owner has cut the connection to the platform. */
  isDeauthorized?: boolean;
}

/** Every kind of object that is kept. */
export interface Kinds {
  account: Stripe.Account;
  balance_transaction: Stripe.BalanceTransaction;
  charge: Stripe.Charge;
  checkout_session: Stripe.Checkout.Session;
  customer: Stripe.Customer;
  delivery: Delivery;
  dispute: Stripe.Dispute;
  event: Stripe.Event;
  facts: Facts;
  idempotency: SavedAnswer;
  line_item: Stripe.LineItem;
  payment_intent: Stripe.PaymentIntent;
  payment_method: Stripe.PaymentMethod;
  refund: Stripe.Refund;
  setup_intent: Stripe.SetupIntent;
}

export type Kind = keyof Kinds;
