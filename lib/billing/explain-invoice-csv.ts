import type { Context } from '@/lib/core/context';
import { csvLine } from '@/lib/core/csv';
import { decimal } from '@/lib/core/decimal';
import { FileAnswer } from '@/lib/core/file-answer';
import { allocate, fromMinor } from '@/lib/core/money';
import { allPages } from '@/lib/core/pagination';
import { CHARGEABLE_BELOW } from '@/lib/plans';
import { type ExplainedUse, listUses, type UsageOfDay } from '@/lib/usage';
import { explainLine, type LineUse, lineUse, usageDetailOf } from './explain-line';
import type { ExplainedLine } from './explain-schemas';
import { findInvoice } from './find-invoice';
import { Catalogue } from './meters-and-plans';
import type { InvoiceRow, LineRow } from './store';

const COLUMNS =
  'invoice,number,line,kind,description,meter,day,endpoint,event,occurredAt,calls,quantity,amount,currency'.split(
    ',',
  );
/** How many uses are read at once. */
const PAGE = 1000;

type Row = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

/**
 * An invoice's explanation as CSV, streamed: one row a line, day and endpoint, or, with `events`, one a single
 * use. Quantities sum to the line's quantity and amounts to its amount, both exactly: the line is rounded once
 * and its rows have shares of it by largest remainder. Single uses bear no amounts, for many cost less than
 * anything that can be written down; the row without a use has the line's.
 */
export async function explainInvoiceCsv(
  ctx: Context,
  input: { id: string; events?: boolean | undefined },
): Promise<FileAnswer> {
  const row = await findInvoice(ctx, input.id);
  const name = (row.number ?? row.id).replaceAll('/', '-');
  const suffix = input.events ? '-events' : '-usage';
  const rows = rowsOf(ctx, row, input.events ?? false);
  return new FileAnswer('text/csv; charset=utf-8', `${name}${suffix}.csv`, streamOf(rows));
}

async function* rowsOf(ctx: Context, row: InvoiceRow, withEvents: boolean): AsyncGenerator<Row> {
  const catalogue = new Catalogue(ctx);
  for (const line of row.lines) {
    const explained = await explainLine(ctx, row, line, catalogue);
    const { id, kind, description, meter = '' } = explained;
    const about = { invoice: row.id, number: row.number, currency: row.currency };
    const common = { ...about, line: id, kind, description, meter };
    const use = withEvents ? await useOf(ctx, row, line, catalogue) : null;
    if (use) {
      yield { ...common, amount: fromMinor(line.amount, row.currency) };
      for await (const one of usesOf(ctx, use)) yield { ...common, ...eventCells(one) };
    } else {
      for (const cells of dayCells(explained, line, row.currency)) yield { ...common, ...cells };
    }
  }
}

/** The days of a line, each with its share of the amount; the line itself where it has none that add up to it. */
function dayCells({ usage, quantity }: ExplainedLine, line: LineRow, currency: string): Row[] {
  const days: UsageOfDay[] = usage?.addsUp ? usage.days : [];
  const whole = { calls: usage?.calls ?? null, quantity, amount: fromMinor(line.amount, currency) };
  const weights = days.map((day) => decimal(day.quantity).abs());
  // Calls that cost nothing among the days still have a row; a line of none but those has a fixed amount.
  if (days.length === 0 || weights.every((weight) => weight.isZero())) return [whole];
  const shares = allocate(line.amount, weights);
  return days.map((day, index) => ({
    ...{ day: day.day, endpoint: day.endpoint, calls: day.calls, quantity: day.quantity },
    amount: fromMinor(shares[index] ?? 0n, currency),
  }));
}

/** Where a line's single uses lie; null for a line that has none, or whose meter is no sum of them. */
async function useOf(
  ctx: Context,
  row: InvoiceRow,
  line: LineRow,
  catalogue: Catalogue,
): Promise<LineUse | null> {
  const detail = usageDetailOf(line);
  // An adjustment's uses are among those of the line that it adjusts: only its days can be told apart.
  if (!detail || line.kind !== 'usage') return null;
  const { chargeableStatus } = await catalogue.plan(detail.planId, detail.version);
  return lineUse(ctx, row, line, CHARGEABLE_BELOW[chargeableStatus]);
}

async function* usesOf(ctx: Context, { days: _, ...use }: LineUse): AsyncGenerator<ExplainedUse> {
  yield* allPages((page) => listUses(ctx, { ...use, ...page }), PAGE);
}

function eventCells({ id, occurredAt, endpoint, quantity }: ExplainedUse): Row {
  return { event: id, occurredAt, endpoint, calls: 1, quantity };
}

/** Written as it is read: a slow reader holds the next page back. */
function streamOf(rows: AsyncGenerator<Row>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let head = `${csvLine(COLUMNS)}\r\n`;
  return new ReadableStream({
    async pull(controller) {
      let text = head;
      head = '';
      while (text.length < 65_536) {
        const { value, done } = await rows.next();
        if (!done) {
          text += `${csvLine(COLUMNS.map((column) => value[column] ?? null))}\r\n`;
          continue;
        }
        controller.enqueue(encoder.encode(text));
        controller.close();
        return;
      }
      controller.enqueue(encoder.encode(text));
    },
    async cancel() {
      await rows.return(undefined);
    },
  });
}
