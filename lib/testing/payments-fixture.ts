import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { POST as receiveWebhook } from '@/app/api/stripe/webhook/route';
import { type StripeServer, startStripeServer } from '@/e2e/stripe-server/start';
import { runtime } from '@/lib/infra/runtime';
import { givenSandbox, type Sandbox } from './billing-fixture';

const SECRET = 'whsec_used_as_it_stands';
const RETURN_URL = 'http://localhost:3000/back?session={CHECKOUT_SESSION_ID}';

export interface Payments {
  server: StripeServer;
  /** Everything that Stripe has to tell has arrived and was handled. */
  told(): Promise<void>;
  /** Stripe's own objects. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into JSON and asserts what it finds.
  objects(kind: string): Promise<any[]>;
}

/**
 * A local Stripe behind the product, for the tests of a file (after `useRuntime()`): calls go to it by the real
 * SDK, its webhooks come in by the product's own route.
 */
export function usePayments(): Payments {
  const payments = {} as Payments;
  let receiver: Server;
  beforeAll(async () => {
    receiver = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const answer = await receiveWebhook(
        new Request('http://localhost/api/stripe/webhook', {
          method: 'POST',
          headers: { 'stripe-signature': String(request.headers['stripe-signature']) },
          body: Buffer.concat(chunks),
        }),
      );
      response.writeHead(answer.status).end(await answer.text());
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const { port } = receiver.address() as AddressInfo;
    payments.server = await startStripeServer({
      webhookUrl: `http://127.0.0.1:${port}/`,
      webhookSecret: SECRET,
    });
    const { url } = payments.server;
    runtime().stripe = { secretKey: 'sk_test_simulated_1', webhookSecret: SECRET, apiBase: url };
    payments.told = async () => {
      await payments.server.control('/webhooks/idle');
    };
    payments.objects = (kind) => payments.server.control(`/objects?kind=${kind}`);
  });
  beforeEach(async () => {
    await payments.server.control('/webhooks', { drop: 0, duplicate: 0, delayMs: 0, hold: false });
    await payments.server.control('/faults/clear', {});
  });
  afterAll(async () => {
    await payments.server.close();
    receiver.closeAllConnections();
    receiver.close();
  });
  return payments;
}

/** Enters a card on the hosted page, as the customer would, and waits until it is known here. */
export async function enterCard(
  { server, told }: Payments,
  box: Sandbox,
  customer: string,
  number: string,
): Promise<string> {
  const path = `/customers/${customer}/payment-methods`;
  const { body } = await box.http.post(path, { returnUrl: RETURN_URL });
  await server.control(`/checkout/sessions/${body.session}/complete`, { number, approve: true });
  await told();
  const { data } = (await box.http.get(path)).body;
  return data[0]?.id;
}

/** A customer of a sandbox with a card, not subscribed yet. */
export async function givenPayer(
  payments: Payments,
  now: string,
  number: string,
): Promise<{ box: Sandbox; customer: string }> {
  const box = await givenSandbox(now);
  const customer = await box.customer();
  await enterCard(payments, box, customer, number);
  return { box, customer };
}
