import type { LookupFunction } from 'node:net';
import { describe, expect, it } from 'vitest';
import { AddressRefused, isPublicAddress, isPublicHost, publicLookup } from './address-guard';

describe('addresses that a webhook never goes to', () => {
  it.each([
    ['0.0.0.0', 'this host'],
    ['0.1.2.3', 'this network'],
    ['10.1.2.3', 'private'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['169.254.169.254', 'metadata of clouds'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.0.0.8', 'protocol assignments'],
    ['192.0.2.1', 'documentation'],
    ['192.168.0.1', 'private'],
    ['198.18.0.1', 'benchmarks'],
    ['198.51.100.1', 'documentation'],
    ['203.0.113.1', 'documentation'],
    ['224.0.0.1', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback, mapped'],
    ['::ffff:a00:1', 'private, mapped, in hexadecimal'],
    ['::ffff:169.254.169.254', 'metadata, mapped'],
    ['::ffff:0:127.0.0.1', 'loopback, translated (RFC 2765)'],
    ['::127.0.0.1', 'loopback, compatible'],
    ['64:ff9b::7f00:1', 'loopback behind NAT64'],
    ['64:ff9b::a9fe:a9fe', 'metadata behind NAT64'],
    ['64:ff9b:1::a00:1', 'local NAT64'],
    ['100::1', 'discard'],
    ['2001::1', 'Teredo'],
    ['2001:db8::1', 'documentation'],
    ['2002:7f00:1::', 'loopback by 6to4'],
    ['fc00::1', 'unique local'],
    ['fd00:ec2::254', 'metadata of AWS'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local with its zone'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['not an address', 'nothing'],
    ['', 'nothing'],
  ])('%s: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    '1.1.1.1',
    '93.184.216.34',
    '172.32.0.1',
    '2606:4700:4700::1111',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ])('while %s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('hosts of URLs', () => {
  it.each([
    'http://localhost',
    'http://LOCALHOST.',
    'http://api.localhost',
    'http://metadata.google.internal',
    'http://printer.local',
    'http://intranet',
    // All spellings of 127.0.0.1 that a URL can hold.
    'http://127.1',
    'http://2130706433',
    'http://0x7f000001',
    'http://0177.0.0.1',
    'http://127.0.0.1.',
    'http://[::1]',
    'http://[::ffff:7f00:1]',
    'http://①②⑦.0.0.1',
  ])('%s is refused without asking DNS', (url) => {
    expect(isPublicHost(new URL(url).hostname)).toBe(false);
  });

  it('names of the internet are let through, to be looked up', () => {
    expect(isPublicHost(new URL('https://hooks.example.com').hostname)).toBe(true);
    expect(isPublicHost(new URL('https://[2606:4700:4700::1111]/').hostname)).toBe(true);
  });
});

describe('the look-up', () => {
  const answering =
    (...addresses: string[]): LookupFunction =>
    (_, __, callback) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
  const lookUp = (resolve: LookupFunction, all: boolean) =>
    new Promise((done, fail) =>
      publicLookup(resolve)('hooks.example.com', { all }, (error, found) =>
        error ? fail(error) : done(found),
      ),
    );

  it('gives the connection the very addresses that it checked', async () => {
    expect(await lookUp(answering('93.184.216.34'), false)).toBe('93.184.216.34');
    expect(await lookUp(answering('93.184.216.34', '2606:4700:4700::1111'), true)).toHaveLength(2);
  });

  it.each([[['10.0.0.1']], [['93.184.216.34', '127.0.0.1']], [['::ffff:10.0.0.1']], [[]]])(
    'refuses a name that leads to %j',
    async (addresses) => {
      await expect(lookUp(answering(...addresses), true)).rejects.toBeInstanceOf(AddressRefused);
      await expect(lookUp(answering(...addresses), false)).rejects.toBeInstanceOf(AddressRefused);
    },
  );

  it('passes on what DNS has to say', async () => {
    const failing: LookupFunction = (_, __, callback) => callback(new Error('no such name'), []);
    await expect(lookUp(failing, true)).rejects.toThrow('no such name');
  });
});
