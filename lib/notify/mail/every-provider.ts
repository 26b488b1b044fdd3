import type { Context } from '@/lib/core/context';
import { logger } from '@/lib/infra/logger';
import { contextOfProviderId, listProviders } from '@/lib/tenants';
import { NOTIFIER } from '../notifier';

/** Does something for every open account, each by its own clock; one that fails does not keep the others from it. */
export async function forEveryProvider(work: (ctx: Context) => Promise<void>): Promise<void> {
  for (const { id, slug } of await listProviders({})) {
    try {
      const ctx = await contextOfProviderId(id, NOTIFIER);
      if (ctx) await work(ctx);
    } catch (error) {
      logger().error({ err: error, provider: slug }, 'a provider’s mails were not written');
    }
  }
}
