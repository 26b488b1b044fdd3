import type { NextRequest } from 'next/server';
import nextAuth from 'next-auth';
import { authOptions } from '@/lib/auth';

// next-auth then forms its addresses from the request's host instead of a fixed NEXTAUTH_URL: the product may
// be reached by several names at once.
// biome-ignore lint/style/noProcessEnv: written and not read; next-auth takes this setting from nowhere else.
Object.assign(process.env, { AUTH_TRUST_HOST: 'true' });

async function handle(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  return nextAuth(request, context, authOptions(request.headers));
}

export { handle as GET, handle as POST };
