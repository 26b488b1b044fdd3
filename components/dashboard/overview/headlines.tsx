import { Money } from '@/components/money';
import { Figure, Figures } from '@/components/ui/card';
import { formatCount } from '@/lib/core/format';
import { Change } from './change';

interface Report {
  mrr: number;
  mrrAtStart: number;
  arr: number;
  netRevenue: number;
  usageRevenue: number;
  activeCustomers: number;
  trialing: number;
  arpu: number;
  churnRate: number;
}

interface Props {
  currency: string;
  days: number;
  report: Report;
  before: Report;
  calls: { today: number; now: number; before: number };
  denials: { now: number; before: number };
  definitions: Record<
    'mrr' | 'arr' | 'netRevenue' | 'usageRevenue' | 'activeCustomers' | 'trialing' | 'arpu' | 'churnRate',
    string
  >;
}

const PERCENT = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

/** Refused of all that were asked for. */
function share(denied: number, allowed: number): string {
  return PERCENT.format(allowed + denied === 0 ? 0 : denied / (allowed + denied));
}

/** The business in a dozen numbers, each beside the period before. */
export function Headlines({ currency, days, report, before, calls, denials, definitions }: Props) {
  const than = `${days} days before`;
  const money = (amountMinor: number) => <Money amountMinor={amountMinor} currency={currency} />;
  const count = (value: number) => formatCount(value, currency);
  const change = (now: number, was: number, moreIs?: 'better' | 'worse' | 'neither') => (
    <Change now={now} before={was} than={than} moreIs={moreIs} />
  );
  return (
    <Figures>
      <Figure
        label="MRR"
        testId="mrr"
        definition={definitions.mrr}
        value={money(report.mrr)}
        detail={<Change now={report.mrr} before={report.mrrAtStart} than={`${days} days’ beginning`} />}
      />
      <Figure
        label="Net revenue"
        testId="net-revenue"
        definition={definitions.netRevenue}
        value={money(report.netRevenue)}
        detail={change(report.netRevenue, before.netRevenue)}
      />
      <Figure
        label="Usage revenue"
        testId="usage-revenue"
        definition={definitions.usageRevenue}
        value={money(report.usageRevenue)}
        detail={change(report.usageRevenue, before.usageRevenue)}
      />
      <Figure
        label="ARR"
        definition={definitions.arr}
        value={money(report.arr)}
        detail={<Change now={report.mrr} before={report.mrrAtStart} than={`${days} days’ beginning`} />}
      />
      <Figure
        label="Active customers"
        testId="active-customers"
        definition={definitions.activeCustomers}
        value={count(report.activeCustomers)}
        detail={change(report.activeCustomers, before.activeCustomers)}
      />
      <Figure
        label="In trial"
        definition={definitions.trialing}
        value={count(report.trialing)}
        detail={change(report.trialing, before.trialing, 'neither')}
      />
      <Figure
        label="ARPU"
        definition={definitions.arpu}
        value={money(report.arpu)}
        detail={change(report.arpu, before.arpu)}
      />
      <Figure
        label="Churn"
        definition={definitions.churnRate}
        value={PERCENT.format(report.churnRate)}
        detail={`${PERCENT.format(before.churnRate)} in the ${than}`}
      />
      <Figure
        label="Calls today"
        testId="calls-today"
        value={count(calls.today)}
        detail="Since midnight in your time zone"
      />
      <Figure
        label={`Calls in ${days} days`}
        testId="calls"
        value={count(calls.now)}
        detail={change(calls.now, calls.before)}
      />
      <Figure
        label="Denied"
        definition="Calls that a rate limit, quota, budget or empty balance refused."
        value={count(denials.now)}
        detail={change(denials.now, denials.before, 'worse')}
      />
      <Figure
        label="Denied share"
        definition="Of all calls that were asked for, those that were refused."
        value={share(denials.now, calls.now)}
        detail={`${share(denials.before, calls.before)} in the ${than}`}
      />
    </Figures>
  );
}
