import type { Context } from '@/lib/core/context';
import { getPlanVersion, listMeters, type Plan } from '@/lib/plans';
import type { Price } from '@/lib/pricing';

/** What a meter is called, and what it counts. */
interface MeterWords {
  name: string;
  unit: string;
  /** Whether twice the time means twice the quantity; a maximum or distinct values do not grow so. */
  grows: boolean;
}

/** What one composition looks up again and again: plan versions and what meters are called, each read once. */
export class Catalogue {
  private readonly plans = new Map<string, Promise<Plan>>();
  private meters: Promise<Map<string, MeterWords>> | undefined;

  constructor(private readonly ctx: Context) {}

  plan(planId: string, version: number): Promise<Plan> {
    const key = `${planId} ${version}`;
    const known = this.plans.get(key) ?? getPlanVersion(this.ctx, { planId, version });
    this.plans.set(key, known);
    return known;
  }

  async meter(slug: string): Promise<MeterWords> {
    this.meters ??= this.readMeters();
    return (await this.meters).get(slug) ?? { name: slug, unit: '', grows: true };
  }

  private async readMeters(): Promise<Map<string, MeterWords>> {
    const meters = new Map<string, MeterWords>();
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listMeters>> = await listMeters(this.ctx, {
        limit: 100,
        ...(cursor !== null && { cursor }),
      });
      for (const { slug, name, unit, aggregation } of page.data) {
        meters.set(slug, { name, unit, grows: aggregation === 'sum' || aggregation === 'count' });
      }
      cursor = page.nextCursor;
    } while (cursor !== null);
    return meters;
  }
}

/** A plan's price of a meter; a charge is only made where there is one. */
export function priceOf(plan: Plan, meter: string): Price {
  const price = plan.prices.find((one) => one.meter === meter);
  if (!price) throw new Error(`version ${plan.version} of ${plan.id} has no price for ${meter}`);
  return price;
}
