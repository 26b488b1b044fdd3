import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pass } from '../guard/call';
import type { Guard } from '../guard/guard';
import { admit, callOf, plainAddress } from './node';

interface FastifyRequestLike {
  raw: IncomingMessage;
  ip: string;
  routeOptions?: { url?: string };
  tollgate?: Pass | null;
}

interface FastifyReplyLike {
  raw: ServerResponse;
  code(status: number): this;
  headers(values: Record<string, string>): this;
  send(body: string): unknown;
}

interface FastifyLike {
  decorateRequest(name: string, value: null): unknown;
  addHook(
    name: 'onRequest',
    hook: (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<unknown>,
  ): unknown;
  addHook(name: 'onClose', hook: () => Promise<void>): unknown;
}

/**
 * Plugin for Fastify: `app.register(tollgateFastify(guard))`. Guards the routes of the instance it is registered
 * on; handlers find the caller in `request.tollgate`.
 */
export function tollgateFastify(guard: Guard) {
  const plugin = async (app: FastifyLike): Promise<void> => {
    app.decorateRequest('tollgate', null);
    app.addHook('onRequest', async (request, reply) => {
      const route = request.routeOptions?.url;
      const entry = await guard.enter(callOf(request.raw, { ip: plainAddress(request.ip), route }));
      if (entry.kind === 'refused') {
        const { status, headers, body } = entry.refusal;
        return reply.code(status).headers(headers).send(body);
      }
      admit(entry, request.raw, reply.raw);
      if (entry.kind === 'passed') {
        // What is set on the raw response is overwritten by Fastify's own.
        reply.headers(entry.headers);
        request.tollgate = entry.pass;
      }
      return undefined;
    });
    app.addHook('onClose', () => guard.flush());
  };
  // Without this Fastify would keep the hook inside the plugin, away from the routes beside it.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}
