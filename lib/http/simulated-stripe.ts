import { type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { isSimulated } from '@/lib/infra/embedded/stripe';
import { runtime } from '@/lib/infra/runtime';

/** The hosted pages of the local Stripe stand below this path of the product's own address. */
export const SIMULATED_STRIPE = '/simulated-stripe';

/** Only what a browser is meant to see: neither Stripe's API nor the control endpoint. */
const PAGES = /^\/(c\/|oauth\/authorize$)/;

/**
 * Hands a request for a hosted page on to the local Stripe, which listens on the loopback interface alone, so that
 * one port is enough behind a proxy and in a container. False when the request is for something else.
 */
export function simulatedStripe(request: IncomingMessage, response: ServerResponse): boolean {
  if (!request.url?.startsWith(`${SIMULATED_STRIPE}/`)) return false;
  const { stripe } = runtime();
  if (!stripe?.apiBase || !isSimulated(stripe.secretKey)) return false;
  const target = pageAt(request.url, stripe.apiBase);
  if (!target) return false;
  const { method } = request;
  const headers = { 'content-type': request.headers['content-type'] ?? 'text/plain' };
  const onward = send(target, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => {
    if (!response.headersSent) response.writeHead(502, { 'content-type': 'text/plain' });
    response.end('The local Stripe does not answer.');
  });
  response.on('close', () => onward.destroy());
  request.pipe(onward);
  return true;
}

/** Where the page of this address really is; null for what is not a page, however it is written. */
export function pageAt(url: string, apiBase: string): URL | null {
  const path = url.slice(SIMULATED_STRIPE.length);
  if (!URL.canParse(path, apiBase)) return null;
  const target = new URL(path, apiBase);
  // Judged once it is resolved: `/c/../_control` is no page, and `//elsewhere` is another server.
  return target.origin === new URL(apiBase).origin && PAGES.test(target.pathname) ? target : null;
}
