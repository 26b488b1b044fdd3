/* The lines that guard an API, for each framework that the SDK has an adapter for; the SDK's tests run the same. */

interface Integration {
  name: string;
  /** What to install besides what the provider has already. */
  install: string;
  codeOf(given: Given): string;
}

interface Given {
  origin: string;
  secretKey: string;
}

const INSTALL = 'npm install @tollgate/sdk';

const guardOf = ({ origin, secretKey }: Given) =>
  `const guard = new Guard({ baseUrl: '${origin}', secretKey: '${secretKey}' });`;

export const INTEGRATIONS: Integration[] = [
  {
    name: 'Express',
    install: INSTALL,
    codeOf: (given) => `import { Guard } from '@tollgate/sdk';
import { tollgateExpress } from '@tollgate/sdk/express';

${guardOf(given)}

app.use(tollgateExpress(guard));`,
  },
  {
    name: 'Fastify',
    install: INSTALL,
    codeOf: (given) => `import { Guard } from '@tollgate/sdk';
import { tollgateFastify } from '@tollgate/sdk/fastify';

${guardOf(given)}

await app.register(tollgateFastify(guard));`,
  },
  {
    name: 'Koa',
    install: INSTALL,
    codeOf: (given) => `import { Guard } from '@tollgate/sdk';
import { tollgateKoa } from '@tollgate/sdk/koa';

${guardOf(given)}

app.use(tollgateKoa(guard));`,
  },
  {
    name: 'Hono',
    install: INSTALL,
    codeOf: (given) => `import { routePath } from 'hono/route';
import { Guard } from '@tollgate/sdk';
import { tollgateHono } from '@tollgate/sdk/hono';

${guardOf(given)}

app.use(tollgateHono(guard, { routeOf: routePath }));`,
  },
  {
    name: 'Next.js',
    install: INSTALL,
    codeOf: (given) => `import { Guard } from '@tollgate/sdk';
import { tollgateNext } from '@tollgate/sdk/next';

${guardOf(given)}

export const GET = tollgateNext(
  guard,
  async (request) => Response.json({ plan: request.tollgate.plan }),
  { route: '/api/forecast' },
);`,
  },
  {
    name: 'Node',
    install: INSTALL,
    codeOf: (given) => `import { createServer } from 'node:http';
import { Guard } from '@tollgate/sdk';
import { tollgateNode } from '@tollgate/sdk/node';

${guardOf(given)}

createServer(tollgateNode(guard, yourHandler)).listen(8080);`,
  },
  {
    name: 'fetch',
    install: INSTALL,
    codeOf: (given) => `import { Guard } from '@tollgate/sdk';
import { tollgateFetch } from '@tollgate/sdk/fetch';

${guardOf(given)}

export default { fetch: tollgateFetch(guard, yourHandler) };`,
  },
];

/** Any language: one request in front of an endpoint. `keyStart`: how this provider's customers' keys begin. */
export function verifyWithCurl({ origin, secretKey }: Given, keyStart: string): string {
  return `curl ${origin}/api/v1/verify \\
  -H "Authorization: Bearer ${secretKey}" \\
  -H "Content-Type: application/json" \\
  -d '{"key": "${keyStart}…", "endpoint": "/v1/forecast"}'`;
}
