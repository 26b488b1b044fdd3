import { currentCustomer } from '@/lib/auth/request';
import { AppError } from '@/lib/core/errors';
import { problemResponse } from '@/lib/http';
import { queryUsage } from '@/lib/usage';

/** How many calls the signed-in customer has made so far: what the page after signup watches. */
export async function GET(_request: Request, { params }: { params: Promise<{ provider: string }> }) {
  const active = await currentCustomer((await params).provider);
  if (!active) return problemResponse(new AppError('unauthorized', 'Sign in first.'), 'first-call');
  const { ctx, customer } = active;
  const { total } = await queryUsage(ctx, {
    customer: customer.id,
    from: new Date(customer.createdAt),
    granularity: 'total',
  });
  return Response.json({ calls: total.calls }, { headers: { 'cache-control': 'no-store' } });
}
