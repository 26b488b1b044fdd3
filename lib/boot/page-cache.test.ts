import { beforeEach, describe, expect, it } from 'vitest';
import PageCache, { forgetPages } from './page-cache.js';

const page = (html: string) => ({ kind: 'APP_PAGE', html });

describe('rendered pages', () => {
  beforeEach(forgetPages);

  it('are kept, for every handler that Next makes', async () => {
    const [one, other] = [new PageCache(), new PageCache()];
    expect(await one.get('/p/weathernow')).toBeNull();
    await one.set('/p/weathernow', page('49'));
    expect(await other.get('/p/weathernow')).toMatchObject({ value: page('49') });
  });

  it('are forgotten when something changed', async () => {
    const cache = new PageCache();
    await cache.get('/p/weathernow');
    await cache.set('/p/weathernow', page('49'));
    forgetPages();
    expect(await cache.get('/p/weathernow')).toBeNull();
  });

  it('are not kept when something changed while they were rendered', async () => {
    const cache = new PageCache();
    await cache.get('/p/weathernow');
    forgetPages();
    await cache.set('/p/weathernow', page('49'));
    expect(await cache.get('/p/weathernow')).toBeNull();
  });
});
