import type { Context } from '@/lib/core/context';
import { invalidField } from '@/lib/core/errors';
import { env } from '@/lib/env';
import { isPublicHost } from './address-guard';

/**
 * The URL of an endpoint, if events may go there: https (http for sandboxes), and not to an address that only this
 * machine can reach. Names are looked up when something is sent, not now: what they answer may change.
 */
export function checkedUrl(ctx: Context, url: string): string {
  const { hostname, protocol } = new URL(url);
  if (env().webhooksToPrivate) return url;
  if (protocol !== 'https:' && ctx.provider.mode === 'live') {
    throw invalidField('url', 'https_required', 'Must be an https URL: events name customers and amounts.');
  }
  if (!isPublicHost(hostname)) {
    throw invalidField('url', 'private_address', 'Must lead to an address on the public internet.');
  }
  return url;
}
