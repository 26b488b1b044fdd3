import { redirect } from 'next/navigation';
import { enterPortal, requireProvider } from '@/lib/auth/request';

/** Where a portal link leads: it is used up, and its customer's portal opens. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ provider: string }> },
): Promise<Response> {
  const { provider: slug } = await params;
  const visitor = await requireProvider(slug);
  const token = new URL(request.url).searchParams.get('token') ?? '';
  redirect((await enterPortal(visitor, token)) ? `/p/${slug}/portal` : `/p/${slug}/login`);
}
