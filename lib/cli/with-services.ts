import { userInfo } from 'node:os';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { invalidField, isAppError } from '@/lib/core/errors';
import { startServices } from '@/lib/infra/start-services';
import { contextOfProviderSlug, SANDBOX_SUFFIX, type UntenantedContext } from '@/lib/tenants';

/**
 * Does a command's work with the services open, beside a running server or without one, and closes what was
 * opened, whatever happens.
 */
export async function withServices<T>(work: (ctx: UntenantedContext) => Promise<T>): Promise<T> {
  const services = await startServices();
  try {
    return await work({ clock: systemClock, actor: shellActor(), requestId: null });
  } finally {
    await services?.stop();
  }
}

/** The context in which the shell acts on one provider; with `sandbox` on the account beside it. */
export async function providerContext(
  ctx: UntenantedContext,
  slug: string,
  sandbox = false,
): Promise<Context> {
  const wanted = sandbox ? `${slug}${SANDBOX_SUFFIX}` : slug;
  const account = await contextOfProviderSlug(wanted, null).catch((error) => {
    if (!isAppError(error) || error.code !== 'not_found') throw error;
    throw invalidField('provider', 'unknown_provider', `There is no provider "${wanted}".`);
  });
  return { ...ctx, provider: account.provider, clock: account.clock };
}

function shellActor(): UntenantedContext['actor'] {
  const name = userName();
  return { kind: 'shell', id: name, name };
}

/** The user of the machine; some containers run as a number without a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'shell';
  }
}
