import { createServer } from 'node:http';
import { CONSTANT, serve } from './serve.js';

/* The ceiling: Node's own server, which looks at nothing and answers a constant. */
const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(CONSTANT) };
serve(
  createServer((request, response) => {
    request.resume();
    response.writeHead(200, headers);
    response.end(CONSTANT);
  }),
);
