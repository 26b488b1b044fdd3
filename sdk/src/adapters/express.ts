import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Guard } from '../guard/guard';
import { admit, callOf, plainAddress } from './node';

/** What Express adds to a request, as far as it is needed here; the same in 4 and 5. */
interface ExpressRequest extends IncomingMessage {
  ip?: string | undefined;
  baseUrl?: string;
  route?: { path?: unknown };
}

/**
 * Middleware for Express 4 and 5: `app.use(tollgateExpress(guard))`. Handlers find the caller in `req.tollgate`.
 * `trust proxy` says whose address `req.ip` is.
 */
export function tollgateExpress(guard: Guard) {
  return (request: ExpressRequest, response: ServerResponse, next: (error?: unknown) => void): void => {
    const call = callOf(request, { ip: plainAddress(request.ip) });
    guard.enter(call).then((entry) => {
      if (admit(entry, request, response, () => routeOf(request))) next();
    }, next);
  };
}

/** Known once the router has found the handler: `/v1` of a mounted router and `/forecast/:city`. */
function routeOf(request: ExpressRequest): string | undefined {
  const path = request.route?.path;
  return typeof path === 'string' ? `${request.baseUrl ?? ''}${path}` : undefined;
}
