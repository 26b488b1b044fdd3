import { isIP } from 'node:net';

const CIDR = /^([0-9a-fA-F:.]{2,45})(?:\/(\d{1,3}))?$/;

/** True for a range in CIDR notation, or a single address as the range of one; IPv4 and IPv6. */
export function isCidr(text: string): boolean {
  const match = CIDR.exec(text);
  const version = isIP(match?.[1] ?? '');
  return version !== 0 && Number(match?.[2] ?? 0) <= (version === 4 ? 32 : 128);
}
