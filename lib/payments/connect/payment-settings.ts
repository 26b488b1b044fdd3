import { z } from 'zod';
import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { hasRuntime } from '@/lib/infra/runtime';
import { isLiveKey, stripeKeys } from '@/lib/infra/stripe';
import { instantAnswer, requireProviderSide, requireProviderWriter } from '@/lib/tenants';
import { dunningSettings } from '../dunning';
import { dunningOf } from '../dunning-settings';
import { readSettings, writeSettings } from '../settings-store';

export const paymentSettings = z
  .object({
    stripe: z.object({
      mode: z
        .enum(['none', 'simulated', 'test', 'live'])
        .describe('none: the installation has no key; simulated: no money moves; test: Stripe’s test mode.'),
      account: z.string().nullable().describe('The connected account; null for the installation’s own.'),
      chargesEnabled: z.boolean(),
      connectedAt: instantAnswer.nullable(),
      disconnectedAt: instantAnswer.nullable(),
    }),
    dunning: dunningSettings,
  })
  .meta({ id: 'PaymentSettings' });

export type PaymentSettings = z.output<typeof paymentSettings>;

/** What can be set; what is absent stays. */
export const updatePaymentSettingsInput = z.strictObject({
  dunning: z.strictObject({
    waitDays: dunningSettings.shape.waitDays.unwrap().optional(),
    graceDays: dunningSettings.shape.graceDays.unwrap().optional(),
    withoutCard: dunningSettings.shape.withoutCard.unwrap().optional(),
  }),
});

/** How the account's customers pay. */
export async function getPaymentSettings(ctx: Context): Promise<PaymentSettings> {
  requireProviderSide(ctx);
  const row = await readSettings(ctx, ctx.provider.id);
  return {
    stripe: {
      mode: stripeMode(ctx),
      account: row?.stripeAccount ?? null,
      chargesEnabled: row?.chargesEnabled ?? false,
      connectedAt: row?.connectedAt?.toISOString() ?? null,
      disconnectedAt: row?.disconnectedAt?.toISOString() ?? null,
    },
    dunning: await dunningOf(ctx),
  };
}

export async function updatePaymentSettings(
  ctx: Context,
  input: z.output<typeof updatePaymentSettingsInput>,
): Promise<PaymentSettings> {
  requireProviderWriter(ctx);
  await inTransaction(ctx, async (inner) => {
    const dunning = dunningSettings.parse({ ...(await dunningOf(inner)), ...given(input.dunning) });
    await writeSettings(inner, ctx.provider.id, { dunning });
    await recordAudit(inner, { action: 'dunning.changed', details: dunning });
  });
  return getPaymentSettings(ctx);
}

/** True where no money moves, because the payments go to the local server. A build has no services to ask. */
export function paymentsAreSimulated(): boolean {
  return hasRuntime() && (stripeKeys().live?.isSimulated ?? false);
}

function stripeMode(ctx: Context): PaymentSettings['stripe']['mode'] {
  const access = stripeKeys()[ctx.provider.mode];
  if (!access) return 'none';
  if (access.isSimulated) return 'simulated';
  return isLiveKey(access.secretKey) ? 'live' : 'test';
}

function given<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
