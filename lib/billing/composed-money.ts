import type { Composition } from './compose';
import { invoiceColumns } from './draft';
import type { LineRow } from './store';
import { moneyView } from './views';

/** A composition that was not written down, as an invoice would show it. */
export function composedMoney(composition: Composition, currency: string) {
  const lines: LineRow[] = composition.lines.map((line, index) => ({
    ...line,
    id: `line_${index + 1}`,
    position: index + 1,
    detail: line.detail as LineRow['detail'],
  }));
  const { placeOfSupply: _, ...columns } = invoiceColumns(composition);
  return moneyView({ ...columns, currency, lines, creditNotesApplied: 0n });
}
