import { localDayOf, type Period, periodAt } from '@/lib/core/period';
import type { LogRequest } from './parse-log-line';

/** What one customer did in one period of the log. Calls by the bounds that plans charge by. */
export interface PeriodUse {
  calls: number;
  below500: number;
  below400: number;
}

export interface CustomerUse {
  customer: string;
  calls: number;
  errors: number;
  bytes: number;
  periods: Map<number, PeriodUse>;
}

/**
 * Adds up a log by customer and billing period. Periods are those of somebody who subscribes on the log's first
 * day, so four days of log are one period wherever the months turn.
 */
export class LogUsage {
  readonly customers = new Map<string, CustomerUse>();
  private readonly anchor: string;
  /** Calendars are slow and lines come nearly in order: the last period holds the next line too. */
  private period: Period | null = null;

  constructor(
    private readonly timezone: string,
    oldest: Date,
    private readonly newest: Date,
  ) {
    this.anchor = localDayOf(oldest, timezone);
  }

  /** How many monthly periods the log spans. */
  get periodCount(): number {
    return this.periodIndexOf(this.newest) + 1;
  }

  add(customer: string, request: LogRequest, occurredAt: Date): void {
    let use = this.customers.get(customer);
    if (!use) {
      use = { customer, calls: 0, errors: 0, bytes: 0, periods: new Map() };
      this.customers.set(customer, use);
    }
    const status = request.status ?? 0;
    use.calls++;
    if (status >= 400) use.errors++;
    use.bytes += request.bytes;
    const index = this.periodIndexOf(occurredAt);
    const period = use.periods.get(index) ?? { calls: 0, below500: 0, below400: 0 };
    use.periods.set(index, period);
    period.calls++;
    if (status < 500) period.below500++;
    if (status < 400) period.below400++;
  }

  /** The customers with the most calls. */
  top(count: number): CustomerUse[] {
    return [...this.customers.values()]
      .sort((left, right) => right.calls - left.calls || (left.customer < right.customer ? -1 : 1))
      .slice(0, count);
  }

  private periodIndexOf(instant: Date): number {
    if (!this.period || instant < this.period.start || instant >= this.period.end) {
      this.period = periodAt(this.anchor, 'month', this.timezone, instant);
    }
    return this.period.index;
  }
}
