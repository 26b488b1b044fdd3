import type { Pass } from '../guard/call';
import type { Guard } from '../guard/guard';
import { answer, callOfFetch, type FetchOptions } from './fetch';

/** A Next route handler; its own types for request and context are kept. */
type RouteHandler<R extends Request, Context> = (
  request: R,
  context: Context,
) => Response | Promise<Response>;

/**
 * Guards a route handler of Next: `export const GET = tollgateNext(guard, handler, { route: '/api/forecast/[city]' })`.
 * The handler finds the caller in `request.tollgate`.
 */
export function tollgateNext<R extends Request, Context>(
  guard: Guard,
  handler: RouteHandler<R & { tollgate?: Pass }, Context>,
  options: FetchOptions = {},
): RouteHandler<R, Context> {
  return async (request, context) => {
    const entry = await guard.enter(callOfFetch(request, options));
    if (entry.kind === 'passed') Object.assign(request, { tollgate: entry.pass });
    return answer(entry, () => handler(request, context));
  };
}
