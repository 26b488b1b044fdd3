import type { Handlers } from '../call';
import { page } from '../lists';

export const events: Handlers<'GET /v1/events' | 'GET /v1/events/:id'> = {
  'GET /v1/events': ({ scope, params }) => {
    const { type, types, delivery_success: delivered } = params;
    const patterns = types ?? (type === undefined ? ['*'] : [type]);
    const found = scope
      .all('event')
      .filter((event) => patterns.some((pattern) => matches(event.type, pattern)))
      .filter((event) => delivered === undefined || delivered === (event.pending_webhooks === 0));
    return page(found, params, '/v1/events');
  },
  'GET /v1/events/:id': ({ scope, id }) => scope.get('event', id),
};

/** `charge.*` stands for all that begin so. */
const matches = (type: string, pattern: string) =>
  pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
