import { type NextRequest, NextResponse } from 'next/server';
import { env } from '@/lib/env';

/** Pages that act for somebody who is signed in, or take a password: rendered per request, so with a nonce. */
const GUARDED =
  /^\/(?:dashboard|login|signup|forgot|reset|p\/[^/]+\/(?:portal|login|signup|forgot|reset|confirm|join|start|docs))(?:\/|$)/;

/** Where customers try calls of a provider's API, wherever that is. */
const SENDS_CALLS = /^\/p\/[^/]+\/docs$/;

/**
 * Sets the content security policy. Guarded pages run only scripts that carry this request's nonce; the public
 * ones can be rendered ahead of time, where a nonce is impossible, and let inline scripts run.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = GUARDED.test(request.nextUrl.pathname)
    ? Buffer.from(crypto.randomUUID()).toString('base64')
    : null;
  const policy = contentSecurityPolicy(nonce, SENDS_CALLS.test(request.nextUrl.pathname));
  const headers = new Headers(request.headers);
  // Never the caller's: what the layouts read here ends up in the page.
  headers.delete('x-nonce');
  if (nonce) {
    headers.set('x-nonce', nonce);
    // Next takes the nonce for its own scripts from here.
    headers.set('content-security-policy', policy);
  }
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

function contentSecurityPolicy(nonce: string | null, sendsCalls: boolean): string {
  const { production } = env();
  const script = nonce ? `'nonce-${nonce}' 'strict-dynamic'` : "'unsafe-inline'";
  return [
    "default-src 'self'",
    `script-src 'self' ${script}${production ? '' : " 'unsafe-eval'"}`,
    // Charts and toasts set style attributes.
    "style-src 'self' 'unsafe-inline'",
    // A provider's logo may live anywhere.
    "img-src 'self' data: blob: https: http:",
    "font-src 'self'",
    `connect-src 'self'${sendsCalls ? ' https: http:' : ''}${production ? '' : ' ws:'}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export const config = {
  matcher: ['/((?!api/|_next/|metrics|icon\\.svg|favicon\\.ico|robots\\.txt).*)'],
};
