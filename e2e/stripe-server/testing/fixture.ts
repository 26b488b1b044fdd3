import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type StripeServer, startStripeServer } from '../start';

export const SECRET = 'whsec_c2VjcmV0IG9mIHRoZSB0ZXN0cw==';

/** A webhook as it came in. */
export interface Received {
  body: string;
  signature: string;
  event: Stripe.Event;
}

export interface Fixture {
  server: StripeServer;
  /** The real SDK, over HTTP, without retries of its own. */
  stripe: Stripe;
  received: Received[];
  /** What the receiver answers next; 200 when there is nothing left. */
  answers: number[];
  /** Everything on its way has arrived. */
  settled(): Promise<Received[]>;
}

export function sdk(server: StripeServer, options: Stripe.StripeConfig = {}, key = 'sk_test_local'): Stripe {
  return new Stripe(key, {
    host: '127.0.0.1',
    port: server.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    ...options,
  });
}

/** A local Stripe and a receiver of its webhooks for the tests of a file; each test begins empty. */
export function useStripe(): Fixture {
  const fixture = { received: [] as Received[], answers: [] as number[] } as Fixture;
  let receiver: Server;
  beforeAll(async () => {
    receiver = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const signature = String(request.headers['stripe-signature']);
      fixture.received.push({ body, signature, event: JSON.parse(body) });
      response.writeHead(fixture.answers.shift() ?? 200).end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const { port } = receiver.address() as AddressInfo;
    fixture.server = await startStripeServer({
      webhookUrl: `http://127.0.0.1:${port}/`,
      webhookSecret: SECRET,
    });
    fixture.stripe = sdk(fixture.server);
    fixture.settled = async () => {
      await fixture.server.control('/webhooks/idle');
      return fixture.received;
    };
  });
  beforeEach(async () => {
    await fixture.server.control('/reset', {});
    fixture.received.length = 0;
    fixture.answers.length = 0;
  });
  afterAll(async () => {
    await fixture.server.close();
    receiver.closeAllConnections();
    receiver.close();
  });
  return fixture;
}

/** A customer with a card of this number, as after a set-up. */
export async function customerWith({ server, stripe }: Fixture, number: string) {
  const customer = await stripe.customers.create({ email: 'payer@customer.example', name: 'A Payer' });
  const card = await server.control<{ id: string }>('/payment_methods', { number, customer: customer.id });
  return { customer: customer.id, card: card.id };
}

/** The charge that a finalised invoice makes: off-session, at once. */
export function chargeOff(
  { stripe }: Fixture,
  { customer, card }: { customer: string; card: string },
  options: Partial<Stripe.PaymentIntentCreateParams> = {},
  request: Stripe.RequestOptions = {},
) {
  const params = { amount: 49_900, currency: 'inr', customer, payment_method: card, ...options };
  return stripe.paymentIntents.create({ ...params, confirm: true, off_session: true }, request);
}

/** What the SDK throws. */
export async function refusal(work: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await work;
  } catch (error) {
    return error as Stripe.errors.StripeError;
  }
  throw new Error('It was not refused.');
}
