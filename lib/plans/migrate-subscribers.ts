import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { invalidField, isAppError } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter, resolveCustomerId, stepClock } from '@/lib/tenants';
import { findPlan } from './find-plan';
import type { MigrateInput } from './schemas';
import { type MigrationTarget, moveSubscriptionsNow, readVersion, scheduleSubscriptionMoves } from './store';

export interface Migration {
  plan: string;
  toVersion: number;
  when: 'now' | 'period_end';
  migrated: number;
}

/**
 * Moves a plan's live subscribers, all or some, to another of its versions: at once, or at the end of each
 * one's period. Who is there already is left alone, so running it twice does no more than once. Moved at once, what
 * was used until now keeps its price, and the base fee that was paid for the running period stands: the seller's own
 * change does not reach back into what a customer has paid for.
 */
export async function migrateSubscribers(
  ctx: Context,
  input: MigrateInput & { slug: string },
): Promise<Migration> {
  requireProviderWriter(ctx);
  const { toVersion, when } = input;
  return inTransaction(ctx, async (inner) => {
    const { row } = await findPlan(inner, input.slug);
    if (!(await readVersion(inner, ctx.provider.id, row.id, toVersion))) {
      throw invalidField('toVersion', 'unknown_version', `The plan has no version ${toVersion}.`);
    }
    const customerIds = input.customers ? await resolveAll(inner, input.customers) : null;
    const target = { planId: row.id, toVersion, customerIds };
    const migrated =
      when === 'now'
        ? await moveNow(inner, target)
        : await scheduleSubscriptionMoves(inner, ctx.provider.id, target);
    await recordAudit(inner, {
      action: 'plan.subscribers_migrated',
      targetId: row.id,
      details: { slug: row.slug, toVersion, when, migrated },
    });
    return { plan: row.slug, toVersion, when, migrated };
  });
}

/** Where a sandbox's clock stands, what was used at this very instant was used before. */
async function moveNow(ctx: Context, target: MigrationTarget): Promise<number> {
  const moment = await stepClock(ctx);
  return moveSubscriptionsNow(moment, ctx.provider.id, target);
}

async function resolveAll(ctx: Context, references: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, reference] of references.entries()) {
    try {
      ids.push(await resolveCustomerId(ctx, reference));
    } catch (error) {
      if (!isAppError(error) || error.code !== 'not_found') throw error;
      throw invalidField(`customers[${index}]`, 'unknown_customer', 'No such customer.');
    }
  }
  return ids;
}
