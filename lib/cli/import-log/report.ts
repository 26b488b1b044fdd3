import { formatMoney, toSafeNumber } from '@/lib/core/money';
import type { Plan } from '@/lib/plans';
import type { ImportLogOutcome } from './import-log';
import type { CustomerUse } from './log-usage';
import { PlanEarnings } from './plan-earnings';

const NAMED_MALFORMED = 20;

interface Row {
  customer: string;
  calls: number;
  errors: number;
  bytes: number;
  amounts: { plan: string; amount: number; isOverQuota: boolean }[];
}

export interface ImportReport extends Omit<ImportLogOutcome, 'usage' | 'from' | 'to'> {
  provider: string;
  meter: string;
  dryRun: boolean;
  from: string | null;
  to: string | null;
  plans: { slug: string; name: string; currency: string; periods: number }[];
  /** The customers with the most calls, and what each would have paid on each plan, before tax. */
  topCustomers: Row[];
  totals: Omit<Row, 'customer'> & { customers: number };
}

export interface ReportInput {
  provider: string;
  meter: string;
  dryRun: boolean;
  plans: Plan[];
  top: number;
}

/** The import's outcome with the prices that its usage would have had. */
export function importReport(outcome: ImportLogOutcome, input: ReportInput): ImportReport {
  const { usage, from, to, ...counts } = outcome;
  const periods = usage?.periodCount ?? 1;
  const earnings = input.plans.map((plan) => new PlanEarnings(plan, input.meter, periods));
  const all = [...(usage?.customers.values() ?? [])];
  return {
    provider: input.provider,
    meter: input.meter,
    dryRun: input.dryRun,
    ...counts,
    from: from?.toISOString() ?? null,
    to: to?.toISOString() ?? null,
    plans: input.plans.map(({ slug, name, currency }) => ({ slug, name, currency, periods })),
    topCustomers: (usage?.top(input.top) ?? []).map((use) => rowOf(use, earnings)),
    totals: { customers: all.length, ...totalsOf(all, earnings) },
  };
}

function rowOf(use: CustomerUse, earnings: PlanEarnings[]): Row {
  const { customer, calls, errors, bytes } = use;
  const amounts = earnings.map((one) => ({
    plan: one.plan.slug,
    amount: toSafeNumber(one.amountMinor(use), 'amount'),
    isOverQuota: one.isOverQuota(use),
  }));
  return { customer, calls, errors, bytes, amounts };
}

function totalsOf(all: CustomerUse[], earnings: PlanEarnings[]): Omit<Row, 'customer'> {
  const sum = (measure: (use: CustomerUse) => number) => all.reduce((total, use) => total + measure(use), 0);
  return {
    calls: sum(({ calls }) => calls),
    errors: sum(({ errors }) => errors),
    bytes: sum(({ bytes }) => bytes),
    amounts: earnings.map((one) => ({
      plan: one.plan.slug,
      amount: toSafeNumber(
        all.reduce((total, use) => total + one.amountMinor(use), 0n),
        'amount',
      ),
      isOverQuota: all.some((use) => one.isOverQuota(use)),
    })),
  };
}

/** Which lines were not understood, for standard error; null when there are none. */
export function malformedText({ malformed, malformedLines }: ImportReport): string | null {
  if (malformed === 0) return null;
  const named = malformedLines
    .slice(0, NAMED_MALFORMED)
    .map(({ line, problem }) => `line ${line}: ${problem}`);
  const rest = malformed - named.length;
  if (rest > 0) named.push(`… and ${whole(rest)} more`);
  return `${whole(malformed)} malformed ${malformed === 1 ? 'line' : 'lines'}:\n${named.map((text) => `  ${text}\n`).join('')}`;
}

/** The report for people. */
export function reportText(report: ImportReport): string {
  return [...sumLines(report), '', ...tableLines(report)].join('\n');
}

function sumLines(report: ImportReport): string[] {
  const { lines, counted, duplicates, rejected, malformed } = report;
  const verb = report.dryRun ? 'would be sent to the ledger' : 'counted';
  const codes = Object.entries(report.rejectedByCode).map(([code, count]) => `${whole(count)} ${code}`);
  const warnings = Object.entries(report.warnings).map(([code, count]) => `${whole(count)} ${code}`);
  return [
    `${whole(lines)} lines = ${whole(counted)} ${verb} + ${whole(duplicates)} duplicates + ${whole(rejected)} rejected + ${whole(malformed)} malformed`,
    ...(codes.length > 0 ? [`rejected: ${codes.join(', ')}`] : []),
    ...(warnings.length > 0 ? [`counted, but not billed as usual: ${warnings.join(', ')}`] : []),
    ...(report.from === null
      ? []
      : [`requests from ${report.from} to ${report.to}${shiftText(report.shiftedByMs)}`]),
    ...(report.customersCreated > 0 ? [`${whole(report.customersCreated)} customers made`] : []),
  ];
}

function shiftText(shiftedByMs: number | null): string {
  if (shiftedByMs === null) return '';
  const days = Math.round(Math.abs(shiftedByMs) / 86_400_000);
  return `, moved by ${whole(days)} days ${shiftedByMs < 0 ? 'back' : 'ahead'}`;
}

function tableLines({ topCustomers, totals, plans }: ImportReport): string[] {
  if (topCustomers.length === 0) return ['No request names a customer.'];
  const money = ({ amounts }: Pick<Row, 'amounts'>) =>
    amounts.map(
      ({ amount, isOverQuota }, index) =>
        `${formatMoney(amount, plans[index]?.currency ?? '')}${isOverQuota ? ' *' : '  '}`,
    );
  const cells = (name: string, row: Omit<Row, 'customer'>) => [
    name,
    whole(row.calls),
    whole(row.errors),
    bytesText(row.bytes),
    ...money(row),
  ];
  const head = [
    'CUSTOMER',
    'CALLS',
    'ERRORS',
    'BYTES',
    ...plans.map(({ name }) => `${name.toUpperCase()}  `),
  ];
  const rest = totals.customers - topCustomers.length;
  const periods = plans[0]?.periods ?? 1;
  const span = periods === 1 ? 'one period' : `${periods} monthly periods`;
  return [
    ...aligned([
      head,
      ...topCustomers.map((row) => cells(row.customer, row)),
      cells(rest > 0 ? `all ${whole(totals.customers)} customers` : 'all', totals),
    ]),
    '',
    plans.length === 0
      ? 'There is no plan yet to price this usage with.'
      : `Amounts are what each would have paid for ${span}, base fees included, before tax.`,
    ...(totals.amounts.some(({ isOverQuota }) => isOverQuota)
      ? ['* beyond a hard quota: the plan would have stopped some of these calls.']
      : []),
  ];
}

/** The first column to the left, numbers to the right. */
function aligned(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

const wholeNumber = new Intl.NumberFormat('en-US');
const whole = (value: number) => wholeNumber.format(value);

function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}
