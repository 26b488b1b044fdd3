import { decimal, formatDecimal } from '@/lib/core/decimal';
import { formatCount } from '@/lib/core/format';
import type { ExplainedLine, Explanation } from '../explain-schemas';
import type { Paper, PaperAnnex } from './paper';

/** Past this a document is no reading any more, and drawing it would keep others waiting: the CSV has it all. */
const MAX_ROWS = 250;

/** The days behind each line of usage, for the pages after the invoice. */
export function annexesOf({ lines }: Explanation, currency: string): Pick<Paper, 'annexes' | 'annexRest'> {
  const annexes: PaperAnnex[] = [];
  let rows = 0;
  for (const line of lines) {
    const annex = annexOf(line, currency);
    if (!annex) continue;
    rows += annex.days.length;
    if (rows > MAX_ROWS) return { annexes, annexRest: 'The usage of further lines is in the invoice’s CSV.' };
    annexes.push(annex);
  }
  return { annexes, annexRest: null };
}

/** Null for a line without usage, and for a meter that is no sum of days (a maximum): its days would not add up. */
function annexOf({ description, usage }: ExplainedLine, currency: string): PaperAnnex | null {
  if (!usage?.addsUp || usage.days.length === 0) return null;
  const count = (quantity: string | number) => formatCount(quantity, currency, 12);
  const byDay = new Map<string, { calls: number; quantity: string }>();
  for (const { day, calls, quantity } of usage.days) {
    const sum = byDay.get(day) ?? { calls: 0, quantity: '0' };
    byDay.set(day, {
      calls: sum.calls + calls,
      quantity: formatDecimal(decimal(sum.quantity).plus(decimal(quantity))),
    });
  }
  return {
    title: description,
    unit: 'Quantity',
    days: [...byDay].map(([day, { calls, quantity }]) => ({
      day,
      calls: count(calls),
      quantity: count(quantity),
    })),
    total: { calls: count(usage.calls), quantity: count(usage.quantity) },
  };
}
