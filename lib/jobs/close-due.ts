import { closeAllDue } from '@/lib/billing';
import { logger } from '@/lib/infra/logger';

/** Closes what is due for all providers, each by its own clock; see lib/billing. */
export async function closeDue(): Promise<void> {
  for (const { provider, done, failed } of await closeAllDue()) {
    if (done.length > 0 || failed > 0)
      logger().info({ provider, done: done.length, failed }, 'closed what was due');
  }
}
