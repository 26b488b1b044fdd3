import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/*
 * Where a webhook may go: anywhere on the public internet, never to a machine that only this one can reach. The
 * check is made on the address that is connected to, by the hook that looks it up, so that a name which answers
 * differently the second time (DNS rebinding) gains nothing.
 */

/** The connection was refused here, before anything was sent. */
export class AddressRefused extends Error {}

/** Names that never lead to the public internet (RFC 6761, RFC 6762, RFC 8375, common habit). */
const LOCAL_NAME = /(^|\.)(localhost|local|localdomain|internal|intranet|home\.arpa|test|invalid|onion)\.?$/i;

/** RFC 6052: an IPv4 address behind a translator of the network's. */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
/** RFC 8215: the same, for networks' own use. */
const LOCAL_NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b:1::/48');
/** RFC 4291: IPv4-compatible, deprecated; some systems still route it. */
const COMPATIBLE = ipaddr.IPv6.parseCIDR('::/96');
/** What is given out for use on the internet (RFC 4291); everything else is reserved. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether an IP address is one of the public internet. Text that is no address is not. */
export function isPublicAddress(address: string): boolean {
  // A zone (fe80::1%eth0) names an interface of this machine.
  if (!ipaddr.isValid(address) || address.includes('%')) return false;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.range() === 'unicast';
  const v6 = parsed as ipaddr.IPv6;
  if (v6.match(NAT64)) return isPublicAddress(new ipaddr.IPv4(v6.toByteArray().slice(12)).toString());
  if (v6.match(LOCAL_NAT64) || v6.match(COMPATIBLE) || !v6.match(GLOBAL_UNICAST)) return false;
  return v6.range() === 'unicast';
}

/** Whether the host of a URL may be tried at all: decided without asking DNS. */
export function isPublicHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) === 0 ? bare.includes('.') && !LOCAL_NAME.test(bare) : isPublicAddress(bare);
}

/**
 * The look-up for a connection that may only be public: every address of the name is checked, and the connection
 * is made to one of those that were. A single private one refuses the name: honest ones have none.
 */
export function publicLookup(resolve: LookupFunction = systemLookup as LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = Array.isArray(found) ? found : [{ address: found, family: isIP(found) }];
      if (addresses.length === 0 || addresses.some(({ address }) => !isPublicAddress(address))) {
        return callback(new AddressRefused(`${hostname} leads to a private address.`), []);
      }
      const [first] = addresses;
      if (options.all) return callback(null, addresses);
      return callback(null, first?.address ?? '', first?.family);
    });
  };
}
