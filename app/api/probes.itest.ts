import { describe, expect, it } from 'vitest';
import { useRuntime } from '@/lib/testing/runtime';
import { GET as health } from './health/route';
import { GET as ready } from './ready/route';

useRuntime();

describe('GET /api/health', () => {
  it('200: the process answers', async () => {
    const response = await health();
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });
});

describe('GET /api/ready', () => {
  it('200: names every dependency; counters in the process need none', async () => {
    const response = await ready();
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'ready',
      dependencies: { postgres: 'ok', redis: 'in-process' },
    });
  });
});
