import { systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { problemResponse } from '@/lib/http';
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
    return problemResponse(error, newId('request', systemClock.now()));
  }
}
