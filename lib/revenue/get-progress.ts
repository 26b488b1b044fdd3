import type { Context, ProviderId } from '@/lib/core/context';
import { db } from '@/lib/infra/postgres';
import { requireProviderSide } from '@/lib/tenants';

export const STEPS = ['plan', 'secret', 'customer', 'key', 'call', 'stripe', 'invoice'] as const;

export interface ProgressStep {
  step: (typeof STEPS)[number];
  isDone: boolean;
}

/** How far an account has come: each step ticked by what really happened, not by a click. */
export async function getProgress(ctx: Context): Promise<ProgressStep[]> {
  requireProviderSide(ctx);
  const done = await readDone(ctx, ctx.provider.id);
  return STEPS.map((step) => ({ step, isDone: done[step] }));
}

const NOTHING_DONE = {
  ...{ plan: false, secret: false, customer: false, key: false, call: false },
  ...{ stripe: false, invoice: false },
};

async function readDone(
  tx: Pick<Context, 'transaction'>,
  providerId: ProviderId,
): Promise<Record<ProgressStep['step'], boolean>> {
  const [row] = await db(tx).$queryRaw<Record<ProgressStep['step'], boolean>[]>`
    SELECT EXISTS (SELECT FROM plan WHERE provider_id = ${providerId}) AS plan,
      EXISTS (SELECT FROM secret_key WHERE provider_id = ${providerId} AND last_used_at IS NOT NULL) AS secret,
      EXISTS (SELECT FROM customer WHERE provider_id = ${providerId}) AS customer,
      EXISTS (SELECT FROM api_key WHERE provider_id = ${providerId}) AS key,
      EXISTS (
        SELECT FROM payment_settings
        WHERE provider_id = ${providerId} AND stripe_account IS NOT NULL AND disconnected_at IS NULL
      ) OR EXISTS (SELECT FROM payment WHERE provider_id = ${providerId} AND status = 'succeeded') AS stripe,
      EXISTS (SELECT FROM ledger.usage_rollup WHERE provider_id = ${providerId}) AS call,
      EXISTS (SELECT FROM invoice WHERE provider_id = ${providerId} AND number IS NOT NULL) AS invoice`;
  return row ?? NOTHING_DONE;
}
