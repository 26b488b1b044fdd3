import { z } from 'zod';
import { closeAllDue, closeDueOf } from '@/lib/billing';
import { logger } from '@/lib/infra/logger';
import { paymentSources as sources } from '@/lib/payments';

/** Closes what is due for all providers, each by its own clock; see lib/billing. */
export async function closeDue(): Promise<void> {
  for (const { provider, done, failed } of await closeAllDue({ sources })) {
    if (done.length > 0 || failed > 0)
      logger().info({ provider, done: done.length, failed }, 'closed what was due');
  }
}

const payload = z.object({ provider: z.string() });

/** The same for one account, right after what made something due: an invoice that is final, a new card. */
export async function closeDueOfOne(job: unknown): Promise<void> {
  await closeDueOf({ slug: payload.parse(job).provider, sources });
}
