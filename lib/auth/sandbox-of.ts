import type { Context } from '@/lib/core/context';
import { type ErrorCode, isAppError } from '@/lib/core/errors';
import { contextOfProviderSlug, SANDBOX_SUFFIX } from '@/lib/tenants';

/** The sandbox beside a live account; a sandbox has none. */
export async function sandboxOf({ provider, requestId }: Context): Promise<Context | null> {
  if (provider.mode === 'test') return null;
  return orNothing('not_found', contextOfProviderSlug(`${provider.slug}${SANDBOX_SUFFIX}`, requestId));
}

/** Null where the work found that there is nothing to do, by this code. */
export async function orNothing<T>(code: ErrorCode, work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isAppError(error) && error.code === code) return null;
    throw error;
  }
}
