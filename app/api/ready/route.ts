import { checkDependencies } from '@/lib/infra/check-dependencies';

/** Whether this process can do its work, and which dependency is missing if it cannot. */
export async function GET(): Promise<Response> {
  const readiness = await checkDependencies();
  const isUnavailable = readiness.status === 'unavailable';
  return Response.json(readiness, {
    status: isUnavailable ? 503 : 200,
    headers: { 'cache-control': 'no-store', ...(isUnavailable && { 'retry-after': '1' }) },
  });
}

export const dynamic = 'force-dynamic';
