import { Money } from '@/components/money';
import { Cell, HeadCell, Row, Table } from '@/components/ui/table';

const AGES = [
  { age: 'not_due', label: 'Not due yet' },
  { age: 'days_30', label: '1–30 days late' },
  { age: 'days_60', label: '31–60' },
  { age: 'days_90', label: '61–90' },
  { age: 'older', label: 'Older' },
] as const;

export interface AgeingRow {
  currency: string;
  amounts: Record<(typeof AGES)[number]['age'], number>;
}

/** What is owed, by how long it is past its due date. */
export function AgeingTable({ rows }: { rows: AgeingRow[] }) {
  return (
    <Table label="What is owed, by age">
      <thead>
        <tr>
          <HeadCell>Owed</HeadCell>
          {AGES.map(({ age, label }) => (
            <HeadCell key={age} isNumber>
              {label}
            </HeadCell>
          ))}
          <HeadCell isNumber>Total</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ currency, amounts }) => (
          <Row key={currency}>
            <Cell>{currency}</Cell>
            {AGES.map(({ age }) => (
              <Cell key={age} isNumber>
                {amounts[age] === 0 ? (
                  <span className="text-faint">–</span>
                ) : (
                  <Money amountMinor={amounts[age]} currency={currency} />
                )}
              </Cell>
            ))}
            <Cell isNumber className="font-medium">
              <Money
                amountMinor={Object.values(amounts).reduce((sum, amount) => sum + amount, 0)}
                currency={currency}
              />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
