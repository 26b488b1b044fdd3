import type { IncomingMessage, ServerResponse } from 'node:http';
import type express5 from 'express';
import type { Guard, Pass } from '../../src';
import { tollgateExpress } from '../../src/adapters/express';
import { type AppHooks, about, CHUNKS, listen, type StartApp } from './app';

type Guarded = { tollgate?: Pass };

/** The same application for Express 4 and 5. */
export function startExpress(express: typeof express5): StartApp {
  return async (guard: Guard, { onSlow }: AppHooks) => {
    const app = express();
    app.get('/open', (_request, response) => void response.json({ open: true }));
    const api = express.Router();
    api.get('/forecast/:city', (request, response) => {
      response.json(about((request as Guarded).tollgate, request.params.city));
    });
    api.get('/cost', (request, response) => {
      (request as Guarded).tollgate?.setCost(7);
      response.json({});
    });
    api.get('/stream', (request, response) => {
      for (const chunk of CHUNKS) response.write(chunk);
      (request as Guarded).tollgate?.setCost('3.5');
      response.end();
    });
    api.get('/slow', async (_request, response) => {
      await onSlow();
      response.end('late');
    });
    api.get('/boom', () => {
      throw new Error('the host failed');
    });
    app.use('/v1', tollgateExpress(guard), api);
    app.use((error: Error, _request: unknown, response: express5.Response, _next: unknown) => {
      response.status(500).json({ mine: error.message });
    });
    return listen(app as (request: IncomingMessage, response: ServerResponse) => void);
  };
}
