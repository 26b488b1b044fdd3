import type { Pass } from '../guard/call';
import type { Guard } from '../guard/guard';
import { answer, callOfFetch, type FetchOptions } from './fetch';

/** What Hono hands to middleware, as far as it is needed here. */
interface HonoContext {
  req: { raw: Request; routePath?: string };
  res: Response;
  set(name: 'tollgate', pass: Pass): void;
}

/** Types the variable: `new Hono<{ Variables: TollgateVariables }>()`. */
export interface TollgateVariables {
  tollgate: Pass;
}

/**
 * Middleware for Hono: `app.use(tollgateHono(guard))`. Handlers find the caller in `c.get('tollgate')`.
 * @param options `ip` where keys have an allow-list, such as `(request) => request.headers.get('cf-connecting-ip')`;
 *   `routeOf` gives the matched route's pattern: `routePath` of `hono/route`
 */
export function tollgateHono<Context extends HonoContext>(
  guard: Guard,
  options: Pick<FetchOptions, 'ip'> & { routeOf?: (context: Context, index: number) => string } = {},
) {
  return async (context: Context, next: () => Promise<void>): Promise<Response | undefined> => {
    const entry = await guard.enter(callOfFetch(context.req.raw, options));
    if (entry.kind === 'refused') return answer(entry, () => new Response());
    if (entry.kind === 'skipped') {
      await next();
      return undefined;
    }
    context.set('tollgate', entry.pass);
    // Hono turns what a handler throws into its error response before `next` returns.
    await next();
    const named = {
      ...entry,
      finish: (ending: { status: number }) =>
        entry.finish({ ...ending, route: routeOf(context, options.routeOf) }),
    };
    const response = await answer(named, () => context.res);
    // Hono merges the headers of the response that is replaced; without it they are only ours.
    (context as { res: Response | undefined }).res = undefined;
    context.res = response;
    return undefined;
  };
}

function routeOf<Context extends HonoContext>(
  context: Context,
  given: ((context: Context, index: number) => string) | undefined,
): string | undefined {
  try {
    const route = given ? given(context, -1) : context.req.routePath;
    return route && !route.endsWith('*') ? route : undefined;
  } catch {
    return undefined;
  }
}
