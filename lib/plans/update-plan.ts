import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { givenOnly, requireProviderWriter } from '@/lib/tenants';
import { currentVersionOf, findPlan } from './find-plan';
import type { Plan, UpdatePlanInput } from './schemas';
import { changePlan } from './store';
import { planView } from './views';

/** Changes how a plan is presented; prices and limits change by a new version alone. */
export async function updatePlan(
  ctx: Context,
  input: { slug: string; changes: UpdatePlanInput },
): Promise<Plan> {
  requireProviderWriter(ctx);
  const { public: isPublic, ...rest } = input.changes;
  const data = givenOnly({ ...rest, isPublic });
  const fields = Object.keys(data);
  return inTransaction(ctx, async (inner) => {
    const { row: found } = await findPlan(inner, input.slug);
    const row = await changePlan(inner, ctx.provider.id, found.slug, data);
    if (!row) throw notFound('plan');
    if (fields.length > 0) {
      await recordAudit(inner, { action: 'plan.updated', targetId: row.id, details: { fields } });
    }
    return planView(row, await currentVersionOf(inner, row));
  });
}
