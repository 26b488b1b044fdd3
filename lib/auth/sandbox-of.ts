import type { Context } from '@/lib/core/context';
import { orNull } from '@/lib/core/errors';
import { contextOfProviderSlug, SANDBOX_SUFFIX } from '@/lib/tenants';

/** The sandbox beside a live account; a sandbox has none. */
export async function sandboxOf({ provider, requestId }: Context): Promise<Context | null> {
  if (provider.mode === 'test') return null;
  return orNull(contextOfProviderSlug(`${provider.slug}${SANDBOX_SUFFIX}`, requestId));
}
