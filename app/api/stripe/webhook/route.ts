import { systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { toProblem } from '@/lib/http';
import { announcements } from '@/lib/infra/announcements';
import { receiveStripeEvent } from '@/lib/payments';

/** What Stripe tells: the raw body is what it signed. */
export async function POST(request: Request): Promise<Response> {
  try {
    const signature = request.headers.get('stripe-signature');
    const received = await receiveStripeEvent({ body: await request.text(), signature });
    await announcements().barrier();
    return Response.json(received);
  } catch (error) {
    const { body, status, headers } = toProblem(error, newId('request', systemClock.now()));
    return new Response(body, { status, headers });
  }
}
