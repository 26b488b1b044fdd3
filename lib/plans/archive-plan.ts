import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter } from '@/lib/tenants';
import { findPlan } from './find-plan';
import type { Plan } from './schemas';
import { changePlan } from './store';
import { planView } from './views';

/** Takes a plan off sale for good. Its subscribers keep it; archiving again changes nothing. */
export async function archivePlan(ctx: Context, input: { slug: string }): Promise<Plan> {
  requireProviderWriter(ctx);
  return inTransaction(ctx, async (inner) => {
    const { row: found, version } = await findPlan(inner, input.slug);
    const archivedAt = ctx.clock.now();
    const row = await changePlan(inner, ctx.provider.id, found.slug, { archivedAt }, true);
    if (!row) return planView((await findPlan(inner, input.slug)).row, version);
    await recordAudit(inner, { action: 'plan.archived', targetId: row.id, details: { slug: row.slug } });
    return planView(row, version);
  });
}
