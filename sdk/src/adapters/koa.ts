import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pass } from '../guard/call';
import type { Guard } from '../guard/guard';
import { admit, callOf, plainAddress } from './node';

/** What Koa and its router hand to middleware, as far as it is needed here. */
interface KoaContext {
  req: IncomingMessage;
  res: ServerResponse;
  ip: string;
  status: number;
  body: unknown;
  state: Record<string, unknown>;
  set(name: string, value: string): void;
  _matchedRoute?: unknown;
}

/** Middleware for Koa: `app.use(tollgateKoa(guard))`. What follows finds the caller in `ctx.state.tollgate`. */
export function tollgateKoa(guard: Guard) {
  return async (
    ctx: KoaContext & { state: { tollgate?: Pass } },
    next: () => Promise<unknown>,
  ): Promise<void> => {
    const entry = await guard.enter(callOf(ctx.req, { ip: plainAddress(ctx.ip) }));
    if (entry.kind === 'refused') {
      // Koa writes the response itself, after the middleware in front has had its turn.
      const { status, headers, body } = entry.refusal;
      ctx.status = status;
      ctx.body = body;
      for (const [name, value] of Object.entries(headers)) ctx.set(name, value);
      return;
    }
    admit(entry, ctx.req, ctx.res, () =>
      typeof ctx._matchedRoute === 'string' ? ctx._matchedRoute : undefined,
    );
    if (entry.kind === 'passed') ctx.state.tollgate = entry.pass;
    await next();
  };
}
