import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { newSigningSecret, signedHeaders } from './sign';

const message = { id: 'evt_1', at: new Date(), body: '{"type":"invoice.paid","data":{"total":"₹499"}}' };

describe('signatures, judged by the reference library', () => {
  it('are accepted', () => {
    const secret = newSigningSecret();
    const verified = new Webhook(secret).verify(message.body, signedHeaders([secret], message));
    expect(verified).toEqual(JSON.parse(message.body));
  });

  it('are accepted under either secret while a rotation lasts', () => {
    const [before, after] = [newSigningSecret(), newSigningSecret()];
    const headers = signedHeaders([after, before], message);
    for (const secret of [before, after]) {
      expect(new Webhook(secret).verify(message.body, headers)).toBeTruthy();
    }
  });

  it.each([
    ['another body', { body: '{}' }],
    ['another id', { id: 'evt_2' }],
    ['another time', { at: new Date(Date.now() - 60_000) }],
  ])('are refused for %s', (_, change) => {
    const secret = newSigningSecret();
    const headers = signedHeaders([secret], { ...message, ...change });
    const sent = {
      ...headers,
      'webhook-id': 'evt_1',
      'webhook-timestamp': String(Math.floor(+message.at / 1000)),
    };
    expect(() => new Webhook(secret).verify(message.body, sent)).toThrow();
  });

  it('are refused under another secret, and when they are old', () => {
    const headers = signedHeaders([newSigningSecret()], message);
    expect(() => new Webhook(newSigningSecret()).verify(message.body, headers)).toThrow();
    const secret = newSigningSecret();
    const old = signedHeaders([secret], { ...message, at: new Date(Date.now() - 600_000) });
    expect(() => new Webhook(secret).verify(message.body, old)).toThrow();
  });

  it('are made with secrets of 256 bits', () => {
    const secrets = new Set(Array.from({ length: 50 }, newSigningSecret));
    expect(secrets.size).toBe(50);
    for (const secret of secrets) expect(Buffer.from(secret.slice(6), 'base64')).toHaveLength(32);
  });
});
