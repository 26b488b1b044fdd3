import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { parseOrThrow } from '@/lib/core/parse';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter } from '@/lib/tenants';
import { checkTerms } from './check-terms';
import { findPlan } from './find-plan';
import {
  CHARGEABLE_BELOW,
  type CreateVersionInput,
  createVersionInput,
  type Plan,
  type PlanTerms,
} from './schemas';
import { changePlan, insertVersion, type PlanRow, readVersion } from './store';
import { planView, termsView } from './views';

/**
 * Makes the next version of a plan: what is given replaces, the rest is taken over from the current one. New
 * subscribers get it; those of earlier versions stay on theirs until they are migrated.
 */
export async function createPlanVersion(
  ctx: Context,
  input: { slug: string; terms: CreateVersionInput },
): Promise<Plan> {
  requireProviderWriter(ctx);
  const changes = parseOrThrow(createVersionInput, input.terms, 'version');
  return inTransaction(ctx, async (inner) => {
    const { row: found } = await findPlan(inner, input.slug);
    // Counting up first locks the row, so two versions made at once get two numbers.
    const next = { currentVersion: { increment: 1 } };
    const row = await changePlan(inner, ctx.provider.id, found.slug, next, true);
    if (!row) throw new AppError('invalid_state', 'An archived plan gets no new versions.');
    const terms = { ...(await previousTerms(inner, row)), ...changes };
    await checkTerms(inner, row.currency, terms);
    const version = await insertVersion(inner, ctx.provider.id, {
      planId: row.id,
      version: row.currentVersion,
      basePrice: terms.basePrice,
      trialDays: terms.trialDays,
      prices: terms.prices,
      rateLimit: terms.rateLimit,
      quotas: terms.quotas,
      billing: terms.billing,
      proration: terms.proration,
      chargeableBelow: CHARGEABLE_BELOW[terms.chargeableStatus],
      taxCode: terms.taxCode,
      createdAt: ctx.clock.now(),
    });
    await recordAudit(inner, {
      action: 'plan.version_created',
      targetId: row.id,
      details: { slug: row.slug, version: version.version },
    });
    return planView(row, version);
  });
}

async function previousTerms(ctx: Context, row: PlanRow): Promise<PlanTerms> {
  const previous = await readVersion(ctx, ctx.provider.id, row.id, row.currentVersion - 1);
  if (!previous) throw new Error(`plan ${row.id} lacks its version ${row.currentVersion - 1}`);
  return termsView(previous);
}
