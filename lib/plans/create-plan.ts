import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { parseOrThrow } from '@/lib/core/parse';
import { inTransaction, orAlreadyExists } from '@/lib/infra/postgres';
import { requireProviderWriter } from '@/lib/tenants';
import { checkTerms } from './check-terms';
import {
  CHARGEABLE_BELOW,
  type CreatePlanInput,
  createPlanInput,
  type ParsedPlan,
  type Plan,
} from './schemas';
import { insertPlan, insertVersion } from './store';
import { planView } from './views';

/**
 * Makes a plan and its first version.
 * @throws AppError `validation_failed` naming every broken field, whoever the caller is
 */
export async function createPlan(ctx: Context, input: CreatePlanInput): Promise<Plan> {
  requireProviderWriter(ctx);
  // Parsed again where the caller is not a route: the defaults are the schema's.
  const parsed = parseOrThrow(createPlanInput, input, 'plan');
  await checkTerms(ctx, parsed.currency, parsed);
  return inTransaction(ctx, async (inner) => {
    const { row, version } = await insertWithFirstVersion(inner, parsed);
    await recordAudit(inner, { action: 'plan.created', targetId: row.id, details: { slug: row.slug } });
    return planView(row, version);
  });
}

async function insertWithFirstVersion(ctx: Context, input: ParsedPlan) {
  const createdAt = ctx.clock.now();
  const row = await orAlreadyExists(
    insertPlan(ctx, ctx.provider.id, {
      id: newId('plan', createdAt),
      slug: input.slug,
      name: input.name,
      description: input.description,
      currency: input.currency,
      interval: input.interval,
      features: input.features,
      isPublic: input.public,
      highlighted: input.highlighted,
      requiresCard: input.requiresCard,
      position: input.position,
      createdAt,
    }),
    'slug',
    'A plan with this slug exists already.',
  );
  const version = await insertVersion(ctx, ctx.provider.id, {
    planId: row.id,
    version: row.currentVersion,
    basePrice: input.basePrice,
    trialDays: input.trialDays,
    prices: input.prices,
    rateLimit: input.rateLimit ?? null,
    quotas: input.quotas,
    billing: input.billing,
    proration: input.proration,
    chargeableBelow: CHARGEABLE_BELOW[input.chargeableStatus],
    taxCode: input.taxCode ?? null,
    createdAt,
  });
  return { row, version };
}
