import { sumMinor, toMinor } from '@/lib/core/money';
import type { Plan } from '@/lib/plans';
import { rateCharge } from '@/lib/pricing';
import type { CustomerUse, PeriodUse } from './log-usage';

const MONTHS_OF = { month: 1, year: 12 } as const;

const CHARGEABLE = { below_500: 'below500', below_400: 'below400', all: 'calls' } as const satisfies Record<
  Plan['chargeableStatus'],
  keyof PeriodUse
>;

/** What customers would have paid on one plan: base fees of the log's span and each period's rated calls. */
export class PlanEarnings {
  private readonly baseMinor: bigint;
  private readonly measure: keyof PeriodUse;
  private readonly hardLimit: number | null;
  /** Most customers of a log made few calls, so the same quantities come again and again. */
  private readonly rated = new Map<number, bigint>();

  constructor(
    readonly plan: Plan,
    private readonly meter: string,
    periodCount: number,
  ) {
    const bases = BigInt(Math.ceil(periodCount / MONTHS_OF[plan.interval]));
    this.baseMinor = toMinor(plan.basePrice, plan.currency) * bases;
    this.measure = CHARGEABLE[plan.chargeableStatus];
    this.hardLimit = plan.quotas.find((quota) => quota.meter === meter && quota.hard)?.limit ?? null;
  }

  /** Before tax, in minor units of the plan's currency. */
  amountMinor(use: CustomerUse): bigint {
    const periods = [...use.periods.values()];
    return this.baseMinor + sumMinor(periods.map((period) => this.usageMinor(period[this.measure])));
  }

  /** True where the plan's hard quota would have stopped the customer in some period. */
  isOverQuota(use: CustomerUse): boolean {
    const { hardLimit } = this;
    return hardLimit !== null && [...use.periods.values()].some((period) => period[this.measure] > hardLimit);
  }

  private usageMinor(calls: number): bigint {
    const known = this.rated.get(calls);
    if (known !== undefined) return known;
    const { prices, currency } = this.plan;
    const quantities = { quantity: String(calls), eventCount: calls };
    const amount = sumMinor(
      prices
        .filter((price) => price.meter === this.meter)
        .map((price) => rateCharge(price, quantities, currency).amountMinor),
    );
    this.rated.set(calls, amount);
    return amount;
  }
}
