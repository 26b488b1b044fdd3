import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { serve } from './serve.js';

/* A route handler of Next.js that looks at nothing and answers a constant, behind the same kind of server. */
process.env.NODE_ENV = 'production';
const { default: next } = await import('next');
const app = next({ dev: false, dir: fileURLToPath(new URL('next-route', import.meta.url)) });
await app.prepare();
const handle = app.getRequestHandler();
serve(
  createServer((request, response) => handle(request, response)),
  { path: '/verify' },
);
