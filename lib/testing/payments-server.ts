import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { POST } from '@/app/api/stripe/webhook/route';
import { closeAllDue } from '@/lib/billing';
import { startServices } from '@/lib/infra/start-services';
import { paymentSources as sources } from '@/lib/payments';

/**
 * What the product does about money as a process of its own, for tests that kill it: it takes Stripe's webhooks
 * and does what is due, over and over. The port is printed once it answers.
 */
export async function main(): Promise<void> {
  await startServices();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = { 'stripe-signature': String(request.headers['stripe-signature']) };
    const body = Buffer.concat(chunks);
    const answer = await POST(new Request('http://localhost/', { method: 'POST', headers, body }));
    response.writeHead(answer.status).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
  for (;;) await closeAllDue({ sources });
}
