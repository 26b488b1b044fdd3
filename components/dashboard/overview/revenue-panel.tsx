import { MOVEMENTS, type RevenuePoint } from '@/components/charts/movements';
import { RevenueChart } from '@/components/charts/revenue-chart';
import { ChartTable } from '@/components/charts/theme';
import { Money } from '@/components/money';
import { Panel } from '@/components/ui/card';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';
import { formatInstant } from '@/lib/core/format';
import { formatMoney } from '@/lib/core/money';

type Sums = Record<'new' | 'expansion' | 'contraction' | 'churn' | 'reactivation', number>;

interface Props {
  series: { start: string; mrr: number; movements: Sums }[];
  movements: Sums;
  mrrAtStart: number;
  mrr: number;
  currency: string;
  timezone: string;
}

/** MRR and what moved it: chart, the sum that reconciles, and the numbers behind. */
export function RevenuePanel({ series, movements, mrrAtStart, mrr, currency, timezone }: Props) {
  const money = (minor: number) => formatMoney(minor, currency);
  const points: RevenuePoint[] = series.map((step) => ({
    label: formatInstant(step.start, timezone, 'shortDay'),
    mrr: step.mrr,
    movements: step.movements,
    texts: {
      mrr: money(step.mrr),
      new: money(step.movements.new),
      expansion: money(step.movements.expansion),
      contraction: money(step.movements.contraction),
      churn: money(step.movements.churn),
      reactivation: money(step.movements.reactivation),
    },
  }));
  const moved = MOVEMENTS.filter(({ key }) => movements[key] !== 0);
  return (
    <Panel
      title="Monthly recurring revenue"
      description={
        <span data-testid="mrr-reconciliation" className="tabular-nums">
          {money(mrrAtStart)}
          {moved.map(
            ({ key, label }) =>
              ` ${movements[key] < 0 ? '−' : '+'} ${money(Math.abs(movements[key]))} ${label.toLowerCase()}`,
          )}{' '}
          = {money(mrr)}
        </span>
      }
    >
      <RevenueChart points={points} currency={currency} />
      <ChartTable>
        <Table label="MRR by day">
          <thead>
            <tr>
              <HeadCell>Day</HeadCell>
              {MOVEMENTS.map(({ key, label }) => (
                <HeadCell key={key} isNumber>
                  {label}
                </HeadCell>
              ))}
              <HeadCell isNumber>MRR</HeadCell>
            </tr>
          </thead>
          <tbody>
            {[...series].reverse().map((step) => (
              <Row key={step.start}>
                <Cell className="whitespace-nowrap">{formatInstant(step.start, timezone, 'day')}</Cell>
                {MOVEMENTS.map(({ key }) => (
                  <Cell key={key} isNumber>
                    {step.movements[key] === 0 ? (
                      <span className="text-faint">–</span>
                    ) : (
                      <Money amountMinor={step.movements[key]} currency={currency} />
                    )}
                  </Cell>
                ))}
                <Cell isNumber>
                  <Money amountMinor={step.mrr} currency={currency} />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      </ChartTable>
    </Panel>
  );
}
