import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endpointOfPath } from './endpoint-of-path';

describe('the endpoint of a request', () => {
  it.each([
    // Names stay.
    ['/', 'GET /'],
    ['', 'GET /'],
    ['/users', 'GET /users'],
    ['/users/', 'GET /users'],
    ['//users//list', 'GET /users/list'],
    ['/v1/forecast', 'GET /v1/forecast'],
    ['/api/2/users', 'GET /api/2/users'],
    ['/api/1.0/users', 'GET /api/1.0/users'],
    ['/articles/week-of-unix-tools', 'GET /articles/week-of-unix-tools'],
    ['/presentations/logstash-monitorama-2013', 'GET /presentations/logstash-monitorama-2013'],
    ['/presentations/logstash-scale11x', 'GET /presentations/logstash-scale11x'],
    ['/projects/puppet_2013edition', 'GET /projects/puppet_2013edition'],
    ['/feedback/deadbeef', 'GET /feedback/deadbeef'],
    ['*', 'GET *'],
    // Query, fragment, path parameters and host are off.
    ['/users?page=2&sort=name', 'GET /users'],
    ['/users#top', 'GET /users'],
    ['/users?next=/a#b', 'GET /users'],
    ['/login;jsessionid=8A1B2C', 'GET /login'],
    ['http://api.example.com/users/7?x', 'GET /users/:id'],
    ['http://api.example.com', 'GET /'],
    // Ids.
    ['/users/123', 'GET /users/:id'],
    ['/users/123/orders/456', 'GET /users/:id/orders/:id'],
    ['/users/2009', 'GET /users/:id'],
    ['/items/-5', 'GET /items/:id'],
    ['/forecast/12.9716,77.5946', 'GET /forecast/:id'],
    ['/users/3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'GET /users/:id'],
    ['/users/%7B3F2504E0-4F89-41D3-9A0C-0305E82C3301%7D', 'GET /users/:id'],
    ['/users/3f2504e04f8941d39a0c0305e82c3301', 'GET /users/:id'],
    ['/commits/9fceb02d0ae598e95dc970b74767f19372d61af8', 'GET /commits/:id'],
    ['/objects/507f1f77bcf86cd799439011', 'GET /objects/:id'],
    ['/customers/cus_01k9x2v4n8q6r3t5w7y9z1b3d5', 'GET /customers/:id'],
    ['/customers/01K9X2V4N8Q6R3T5W7Y9Z1B3D5', 'GET /customers/:id'],
    ['/files/V1StGXR8Z5jdHi6BmyT', 'GET /files/:id'],
    ['/t/eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9', 'GET /t/:id'],
    ['/users/ada@example.com', 'GET /users/:id'],
    // Dates.
    ['/days/2013-05-17', 'GET /days/:date'],
    ['/months/2013-05', 'GET /months/:date'],
    ['/blog/2013/05/17/hello', 'GET /blog/:date/hello'],
    ['/blog/2013/05/hello', 'GET /blog/:date/hello'],
    ['/blog/2013/05', 'GET /blog/:date'],
    ['/blog/2006/May/04', 'GET /blog/:date'],
    // Slugs.
    ['/blog/2013-05-17-selling-an-api', 'GET /blog/:slug'],
    ['/news/how-to-sell-an-api-48213', 'GET /news/:slug'],
    ['/news/ten-ways-to-sell-an-api-that-nobody-asked-4', 'GET /news/:slug'],
    [`/search/${'x'.repeat(65)}`, 'GET /search/:slug'],
    // Files stay readable.
    ['/images/web/2009/banner.png', 'GET /images/web/:id/banner.png'],
    ['/files/logstash/logstash-1.3.2-monolithic.jar', 'GET /files/logstash/logstash-1.3.2-monolithic.jar'],
    ['/scripts/fastest_sites-20110317.py', 'GET /scripts/fastest_sites-20110317.py'],
    ['/avatars/123.png', 'GET /avatars/:id.png'],
    ['/users/123.json', 'GET /users/:id.json'],
    ['/reports/2013-05.csv', 'GET /reports/:date.csv'],
    ['/assets/main-3f9a2b1c.js', 'GET /assets/main-:hash.js'],
    ['/assets/app.3f9a2b1c4d.chunk.css', 'GET /assets/app.:hash.chunk.css'],
    ['/fonts/xjAJXh38I15wypJXxuGMBp0EAVxt0G0biEntp43Qt6E.ttf', 'GET /fonts/:id.ttf'],
    ['/fonts/Roboto-Bold.ttf', 'GET /fonts/Roboto-Bold.ttf'],
    // Encodings.
    ['/tags/jquery%20mobile', 'GET /tags/jquery mobile'],
    ['/caf%C3%A9', 'GET /café'],
    ['/a%2Fb', 'GET /a%2Fb'],
    ['/a%00b', 'GET /a%00b'],
    ['/100%', 'GET /100%'],
    ['/a/./b/../c', 'GET /a/c'],
    ['/../../etc/passwd', 'GET /etc/passwd'],
  ])('of %s is %s', (target, endpoint) => {
    expect(endpointOfPath('GET', target)).toBe(endpoint);
  });

  it('carries the method', () => {
    expect(endpointOfPath('POST', '/users/7')).toBe('POST /users/:id');
    expect(endpointOfPath('CONNECT', 'example.com:443')).toBe('CONNECT :host');
  });

  it('is cut where a path does not end', () => {
    expect(endpointOfPath('GET', '/a'.repeat(50))).toBe(`GET ${'/a'.repeat(12)}/…`);
  });

  it('never is longer than 200 characters or holds a control character, whatever is asked for', () => {
    const hostile = fc.oneof(fc.string({ unit: 'binary', maxLength: 600 }), fc.webPath());
    fc.assert(
      fc.property(hostile, (path) => {
        const endpoint = endpointOfPath('GET', `/${path}`);
        expect(endpoint.length).toBeLessThanOrEqual(200);
        expect(endpoint).not.toMatch(/[\p{Cc}\p{Cs}]/u);
      }),
    );
  });

  it('is the same for every id of one kind', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat().map(String), fc.uuid()), (id) => {
        expect(endpointOfPath('GET', `/users/${id}/orders`)).toBe('GET /users/:id/orders');
      }),
    );
  });
});
