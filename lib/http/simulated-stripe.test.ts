import { describe, expect, test } from 'vitest';
import { pageAt } from './simulated-stripe';

const BASE = 'http://127.0.0.1:4242';

test.each([
  ['/simulated-stripe/c/pay/cs_test_1', `${BASE}/c/pay/cs_test_1`],
  ['/simulated-stripe/oauth/authorize?client_id=ca_1', `${BASE}/oauth/authorize?client_id=ca_1`],
])('a hosted page is handed on: %s', (url, target) => {
  expect(pageAt(url, BASE)?.href).toBe(target);
});

describe('nothing else of the local Stripe can be reached through the product', () => {
  test.each([
    '/simulated-stripe/_control/calls',
    '/simulated-stripe/v1/customers',
    '/simulated-stripe/oauth/token',
    '/simulated-stripe/c/../_control/calls',
    '/simulated-stripe/c/%2e%2e/_control/calls',
    '/simulated-stripe/c/..\\_control/calls',
    '/simulated-stripe/oauth/authorize/../../v1/customers',
    '/simulated-stripe//169.254.169.254/c/pay',
    '/simulated-stripe/',
  ])('%s', (url) => {
    expect(pageAt(url, BASE)).toBeNull();
  });
});
