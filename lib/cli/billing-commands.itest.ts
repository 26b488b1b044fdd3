import { describe, expect, it } from 'vitest';
import { subscribeCustomer } from '@/lib/billing';
import { standingClock } from '@/lib/core/clock';
import { givenCustomer, givenPlan, givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { useShell } from '@/lib/testing/shell';

useRuntime();

const shell = useShell();
const { tollgate } = shell;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A live account with a customer whose first period ended some days ago and was not closed yet. */
async function givenDue(name: string) {
  const provider = await givenProvider();
  const plan = await givenPlan(provider.ctx);
  const customer = await givenCustomer(provider.ctx, { name });
  const then = new Date(Date.now() - 40 * DAY_MS);
  const ctx = { ...provider.ctx, clock: standingClock(then) };
  await subscribeCustomer(ctx, { customer: customer.id, plan: plan.slug });
  return { provider, customer };
}

describe('close-periods', () => {
  it('closes what is due once, and prints one JSON object', async () => {
    const { provider, customer } = await givenDue('Acme');
    await tollgate('close-periods', '--json');
    const first = shell.printed();
    expect(first).toMatchObject({ failed: 0, periodsClosed: 1, invoicesDrafted: 1, invoicesFinalized: 1 });
    const mine = first.providers.find((one: { provider: string }) => one.provider === provider.slug);
    expect(mine.done).toMatchObject([
      { what: 'period_closed', customer: customer.id },
      { what: 'invoice_drafted' },
      { what: 'invoice_finalized' },
    ]);
    await tollgate('close-periods', '--json');
    expect(shell.printed()).toMatchObject({ periodsClosed: 0, invoicesFinalized: 0, providers: [] });
  });
});

describe('export', () => {
  it('writes customers and invoices as CSV and NDJSON, formulas defused', async () => {
    const { provider, customer } = await givenDue('=1+1, "Acme"');
    await tollgate('close-periods');
    const lines = async (...args: string[]) => {
      await tollgate('export', '--provider', provider.slug, ...args);
      return shell.out.trimEnd().split('\n');
    };
    const [head, row, ...more] = await lines('--what', 'customers');
    expect(more).toEqual([]);
    expect(head?.startsWith('id,externalId,name,email')).toBe(true);
    expect(row).toContain(`${customer.id},${customer.externalId},"'=1+1, ""Acme""",`);
    const [invoice, ...others] = (await lines('--what', 'invoices', '--format', 'ndjson')).map((text) =>
      JSON.parse(text),
    );
    expect(others).toEqual([]);
    expect(invoice).toMatchObject({ customer: customer.id, total: 0, status: 'paid' });
    await tollgate('export', '--provider', provider.slug, '--what', 'usage', '--json');
    expect(shell.printed()).toMatchObject({ what: 'usage', count: 0, rows: [] });
  });
});
