import { currentCustomer, leavePortal } from '@/lib/auth/request';

/** Ends the look through a portal link and leads back to where it began: a whole new page, not a transition. */
export async function POST(
  _request: Request,
  { params }: { params: Promise<{ provider: string }> },
): Promise<Response> {
  const { provider: slug } = await params;
  const active = await currentCustomer(slug);
  await leavePortal();
  const location = active?.link?.openedBy ? `/dashboard/customers/${active.customer.id}` : `/p/${slug}/login`;
  return new Response(null, { status: 303, headers: { location } });
}
