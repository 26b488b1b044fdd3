import type { Context } from '@/lib/core/context';
import { getPlanVersion, listMeters, type Plan } from '@/lib/plans';
import type { Price } from '@/lib/pricing';

/** What one composition looks up again and again: plan versions and the names of meters, each read once. */
export class Catalogue {
  private readonly plans = new Map<string, Promise<Plan>>();
  private names: Promise<Map<string, string>> | undefined;

  constructor(private readonly ctx: Context) {}

  plan(planId: string, version: number): Promise<Plan> {
    const key = `${planId} ${version}`;
    const known = this.plans.get(key) ?? getPlanVersion(this.ctx, { planId, version });
    this.plans.set(key, known);
    return known;
  }

  async meterName(slug: string): Promise<string> {
    this.names ??= this.readNames();
    return (await this.names).get(slug) ?? slug;
  }

  private async readNames(): Promise<Map<string, string>> {
    const names = new Map<string, string>();
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listMeters>> = await listMeters(this.ctx, {
        limit: 100,
        ...(cursor !== null && { cursor }),
      });
      for (const { slug, name } of page.data) names.set(slug, name);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return names;
  }
}

/** A plan's price of a meter; a charge is only made where there is one. */
export function priceOf(plan: Plan, meter: string): Price {
  const price = plan.prices.find((one) => one.meter === meter);
  if (!price) throw new Error(`version ${plan.version} of ${plan.id} has no price for ${meter}`);
  return price;
}
