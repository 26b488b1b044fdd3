import { describe, expect, it } from 'vitest';
import type { Key } from '@/lib/keys';
import { changedSettings, keyFields, keySettings, typedSettings } from './key-fields';

const read = (fields: object) => keySettings(keyFields.parse({ currency: 'INR', ...fields }), 'Asia/Kolkata');

describe("a key's settings, as people type them", () => {
  it('are none where the fields are blank', () => {
    expect(read({})).toEqual({
      ...{ name: '', scopes: [], ipAllowList: [] },
      ...{ expiresAt: null, rateLimit: null, quota: null, spendLimit: null },
    });
  });

  it('are lists by comma, space or line, the end of a local day, and minor units', () => {
    const settings = read({
      ...{ name: 'CI', scopes: 'forecast:read, alerts:read', ipAllowList: '203.0.113.0/24\n2001:db8::/32' },
      ...{ expiresOn: '2027-03-31', perMinute: '60', quota: '5000', spendLimit: '499.5' },
    });
    expect(settings).toEqual({
      ...{ name: 'CI', scopes: ['forecast:read', 'alerts:read'] },
      ipAllowList: ['203.0.113.0/24', '2001:db8::/32'],
      expiresAt: '2027-03-31T18:30:00.000Z',
      ...{ rateLimit: { limit: 60, windowSeconds: 60 }, quota: { limit: 5000 }, spendLimit: 49_950 },
    });
  });

  it.each([
    ['ipAllowList', '203.0.113.0/99'],
    ['scopes', 'ünfit'],
    ['expiresOn', '2027-02-30'],
    ['perMinute', '1.5'],
    ['perMinute', '0'],
    ['quota', '-1'],
  ])('name the field that breaks a rule: %s', (path, value) => {
    expect(() => read({ [path]: value })).toThrow(
      expect.objectContaining({ fields: [expect.objectContaining({ path })] }),
    );
  });
});

describe("a change of a key's settings", () => {
  const key: Key = {
    ...{
      id: 'key_1',
      customer: 'cus_1',
      name: 'CI',
      prefix: 'sk_live_AbCd',
      last4: 'wxyz',
      status: 'active',
    },
    ...{ scopes: ['a', 'b'], ipAllowList: ['203.0.113.0/24', '2001:db8::/32'], quota: { limit: 5000 } },
    ...{ rateLimit: { limit: 10, windowSeconds: 1 }, spendLimit: 49_950, revokedAt: null, rotatedTo: null },
    expiresAt: '2027-03-31T12:00:00.000Z',
    ...{ createdAt: '2026-01-01T00:00:00.000Z', lastUsedAt: null },
  };
  const change = (fields: object) =>
    changedSettings(
      key,
      keyFields.parse({
        currency: 'INR',
        ...typedSettings(key, 'INR', 'Asia/Kolkata'),
        perMinute: undefined,
        ...fields,
      }),
      'Asia/Kolkata',
    );

  it('is nothing where the form is sent as it was shown, line ends aside', () => {
    expect(change({ ipAllowList: '203.0.113.0/24\r\n2001:db8::/32' })).toEqual({});
  });

  it('is what was changed alone: an end in the middle of a day and a limit by the second stay', () => {
    expect(change({ quota: undefined, name: 'Build' })).toEqual({ quota: null, name: 'Build' });
    expect(change({ perMinute: '60' })).toEqual({ rateLimit: { limit: 60, windowSeconds: 60 } });
  });
});
