import type { Context } from '@/lib/core/context';
import { logger } from '@/lib/infra/logger';
import { contextOfProviderSlug } from '@/lib/tenants';
import type { Account } from './account';
import { accounts } from './accounts';
import { recordThresholds } from './record-thresholds';
import { hasLimitedKeys, readOpenProviders, selectLimited, selectRefusals } from './threshold-store';
import type { Refusal } from './thresholds';

const PAGE = 500;
const HOUR_MS = 60 * 60 * 1000;

/**
 * Looks at every customer with a quota or a budget by the ledger: what a process that died had noticed and not
 * yet written down is found here. Both write the same row, so nobody is told twice.
 */
export async function sweepThresholds(): Promise<void> {
  for (const { slug } of await readOpenProviders()) {
    const visitor = await contextOfProviderSlug(slug, null);
    const ctx: Context = { ...visitor, actor: { kind: 'system', id: 'thresholds', name: 'Alerts' } };
    let after = '';
    for (;;) {
      const page = await selectLimited(ctx.provider.id, after, PAGE);
      for (const customerId of page) {
        await sweepOne(ctx, customerId).catch((error) =>
          logger().error({ err: error, provider: slug, customerId }, 'thresholds were not looked at'),
        );
      }
      if (page.length < PAGE) break;
      after = page.at(-1) as string;
    }
  }
}

async function sweepOne(ctx: Context, customerId: string): Promise<void> {
  const account = await accounts().byCustomerId(ctx, customerId);
  if (!account?.plan) return;
  const now = ctx.clock.now();
  const present = account.plan.windowAt(now);
  const refusals = await refusalsSince(ctx, account, present.start);
  await recordThresholds(ctx, { customer: customerId, at: now, refusals });
  // A window that has just ended may hold what its last minutes were too short for.
  const before = new Date(now.getTime() - HOUR_MS);
  if (before < present.start) await recordThresholds(ctx, { customer: customerId, at: before });
}

/** A key's own limit refuses with the same codes; where one exists, nobody can tell them apart afterwards. */
async function refusalsSince(ctx: Context, account: Account, since: Date): Promise<Refusal[]> {
  const rows = await selectRefusals(ctx.provider.id, account.customerId, since);
  if (rows.length === 0 || (await hasLimitedKeys(ctx.provider.id, account.customerId))) return [];
  return rows.map(({ code, meter }) =>
    code === 'quota_exceeded' ? { kind: 'exceeded', meter } : { kind: 'budget' },
  );
}
