import { env } from '@/lib/env';
import { buildOpenApi, type OpenApiDocument } from '@/lib/http/openapi';
import { ROUTES } from './operations';

let made: OpenApiDocument | undefined;

/** The contract, as the running product keeps it. Open to everyone, from anywhere. */
export function GET(): Response {
  made ??= buildOpenApi(ROUTES, env().appUrl);
  return Response.json(made, { headers: { 'access-control-allow-origin': '*' } });
}

// Read when asked: the address is known to the running process, not to the build.
export const dynamic = 'force-dynamic';
