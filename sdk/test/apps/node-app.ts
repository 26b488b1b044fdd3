import { tollgateNode } from '../../src/adapters/node';
import { about, CHUNKS, listen, type StartApp } from './app';

export const startNode: StartApp = async (guard, { onSlow }) => {
  const guarded = tollgateNode(guard, async (request, response) => {
    const [, , name, city] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
    if (name === 'forecast') return response.end(JSON.stringify(about(request.tollgate, city)));
    if (name === 'cost') {
      request.tollgate?.setCost(7);
      return response.end('{}');
    }
    if (name === 'stream') {
      for (const chunk of CHUNKS) response.write(chunk);
      request.tollgate?.setCost('3.5');
      return response.end();
    }
    if (name === 'slow') {
      await onSlow();
      return response.end('late');
    }
    throw new Error('the host failed');
  });
  return listen((request, response) => {
    if (request.url === '/open') return void response.end('{"open":true}');
    guarded(request, response).catch((error: Error) => {
      response.statusCode = 500;
      response.end(JSON.stringify({ mine: error.message }));
    });
  });
};
